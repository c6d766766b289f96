namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>How a value behaves: its name in the graph, what can be asked of it, and how it is stored and written.</summary>
internal enum ScalarKind
{
    Text,
    Int,
    Long,

    /// <summary>Exact to two decimals.</summary>
    Decimal,

    Date,

    /// <summary>A moment, UTC.</summary>
    DateTime,

    Uuid,
    Boolean,
    Enum,
    TextList,

    /// <summary>A path on this server, such as /reports/…: answers put the prefix of the proxy in front.</summary>
    Path,
}

/// <summary>The type of a value: its kind and, for an enumeration, its names.</summary>
/// <param name="Enum">The enumeration; null for every other kind.</param>
/// <param name="Entity">For global ids: the entity whose keys they hold; null for every other value.</param>
internal sealed record ScalarType(ScalarKind Kind, string Name, Type? Enum = null, string? Entity = null)
{
    public const string GlobalIdName = "ID";

    /// <summary>Text, the kind that every searchable or sortable text column has.</summary>
    public static readonly ScalarType Text = new(ScalarKind.Text, "String");

    public static readonly ScalarType Path = new(ScalarKind.Path, "String");

    public static readonly ScalarType Int = new(ScalarKind.Int, "Int");

    private static readonly Dictionary<Type, ScalarType> ByClrType = new()
    {
        [typeof(string)] = Text,
        [typeof(int)] = Int,
        [typeof(long)] = new(ScalarKind.Long, "Long"),
        [typeof(decimal)] = new(ScalarKind.Decimal, "Decimal"),
        [typeof(DateOnly)] = new(ScalarKind.Date, "LocalDate"),
        [typeof(DateTimeOffset)] = new(ScalarKind.DateTime, "DateTime"),
        [typeof(Guid)] = new(ScalarKind.Uuid, "UUID"),
        [typeof(bool)] = new(ScalarKind.Boolean, "Boolean"),
    };

    /// <summary>One amount by another: a number with four decimals, as a mean has, and no sum.</summary>
    public static readonly ScalarType Ratio = new(ScalarKind.Decimal, "Decimal") { IsRatio = true };

    public bool IsRatio { get; private init; }

    public bool IsGlobalId => Entity is not null;

    /// <summary>The global ids of an entity whose keys are of a kind.</summary>
    public static ScalarType IdOf(string entity, ScalarKind kind) => new(kind, GlobalIdName, Entity: entity);

    public static string NameOf(ScalarKind kind) => Of(kind).Name;

    /// <summary>The scalar that carries values of a kind.</summary>
    public static ScalarType Of(ScalarKind kind) => ByClrType.Values.First(scalar => scalar.Kind == kind);

    /// <summary>The scalar for a property's type; null where the graph has none.</summary>
    public static ScalarType? Find(Type clrType)
    {
        var type = Nullable.GetUnderlyingType(clrType) ?? clrType;
        return ByClrType.TryGetValue(type, out var known) ? known
            : type.IsEnum ? new ScalarType(ScalarKind.Enum, type.Name, type)
            : typeof(IEnumerable<string>).IsAssignableFrom(type) ? new ScalarType(ScalarKind.TextList, "String")
            : null;
    }
}
