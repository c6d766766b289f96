namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>
/// What the graph exposes, derived once at start-up from the domain's relational model. Types, filters, sort inputs,
/// plans and SQL all follow from it, so that a property added to the domain is added nowhere else.
/// </summary>
internal sealed class GraphModel(IReadOnlyList<EntityDescription> entities, int? maxNodes = null)
{
    private readonly Dictionary<string, EntityDescription> _byName = entities.ToDictionary(entity => entity.Name);

    public IReadOnlyList<EntityDescription> Entities { get; } = entities;

    /// <summary>How many rows may be looked up at once by their global ids; null for a graph without such ids.</summary>
    public int? MaxNodes { get; } = maxNodes;

    /// <summary>The search over all of its searchable entities; null where there is none.</summary>
    public SearchDescription? Search { get; init; }

    public EntityDescription? FindEntity(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>The entities, and the types of the objects that are part of their rows.</summary>
    public IReadOnlyList<EntityDescription> Types { get; } =
        [
            .. entities.Concat(entities.SelectMany(entity => entity.Members.OfType<EmbeddedMember>()).Select(member => member.Target))
            .DistinctBy(type => type.Name),
        ];
}

/// <summary>One entity: a table, an object type, and a connection.</summary>
/// <param name="setName">The set's name, <c>Cooperatives</c>, from which fields and connections take theirs.</param>
internal sealed class EntityDescription(string name, string setName, string table, string? description, int? maxPageSize = null)
{
    public string Name { get; } = name;

    public string SetName { get; } = setName;

    public string Table { get; } = table;

    public string? Description { get; } = description;

    /// <summary>How many rows one page may hold, where that is more than the setting allows; null for what the setting says.</summary>
    public int? MaxPageSize { get; } = maxPageSize;

    /// <summary>Which clients may read it.</summary>
    public Restriction Restriction { get; init; }

    /// <summary>The members in the order in which the domain declares them.</summary>
    public IReadOnlyList<Member> Members { get; private set; } = [];

    /// <summary>The single scalar that identifies a row; null for an object that is part of a row.</summary>
    public ScalarMember Key { get; private set; } = null!;

    /// <summary>The member that holds the global id; null in a graph without such ids, and for an object that is part of a row.</summary>
    public ScalarMember? NodeId { get; private set; }

    /// <summary>The member that says how many people live in the territory that a row is; null where rows are none.</summary>
    public ScalarMember? Inhabitants { get; private set; }

    /// <summary>The columns of each index, in its order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Indexes { get; private set; } = [];

    /// <summary>Whether rows go by a code of their own: reference data, of which there are dozens and never thousands.</summary>
    public bool IsReferenceData => Key.Scalar.Kind == ScalarKind.Text;

    /// <summary>
    /// Whether a member identifies a row: the key itself, or the global id that holds it. No member of an object that is part of a row
    /// does.
    /// </summary>
    public bool IsKey(ScalarMember member) => Key is { } key && member.Column == key.Column;

    public Member? FindMember(string graphName) => _byName.GetValueOrDefault(graphName);

    private Dictionary<string, Member> _byName = [];

    /// <summary>Completes the description; entities refer to each other, so members come after all of them exist.</summary>
    internal EntityDescription Complete(IReadOnlyList<Member> members, ScalarMember? key, IReadOnlyList<IReadOnlyList<string>> indexes)
    {
        Members = members;
        Key = key!;
        NodeId = members.OfType<ScalarMember>().FirstOrDefault(member => member.Scalar.Entity == Name);
        Inhabitants = members.OfType<ScalarMember>().FirstOrDefault(member => member.IsInhabitants);
        Indexes = indexes;
        _byName = members.ToDictionary(member => member.Name);
        return this;
    }
}

/// <param name="Name">Its name in the graph, <c>foundedYear</c>.</param>
internal abstract record Member(string Name, string? Description);

/// <summary>A value in a column.</summary>
/// <param name="SearchColumn">For text: the column with the folded text, which searches and sorts use.</param>
internal sealed record ScalarMember(
    string Name, string? Description, string Column, ScalarType Scalar, bool IsNullable, string? SearchColumn) : Member(Name, Description)
{
    /// <summary>The SQL that computes the value, where no column holds it.</summary>
    public string? Expression { get; init; }

    public bool IsInhabitants { get; init; }
}

/// <summary>A member that is an object.</summary>
internal abstract record ObjectMember(string Name, string? Description, EntityDescription Target) : Member(Name, Description);

/// <summary>An object whose values stand in the row itself; it is always there.</summary>
/// <param name="Target">The object; it has no key.</param>
internal sealed record EmbeddedMember(string Name, string? Description, EntityDescription Target) : ObjectMember(Name, Description, Target);

/// <summary>A to-one navigation.</summary>
/// <param name="ForeignKeyColumn">The column that holds the target's key.</param>
/// <param name="IsNullable">Whether it may lead nowhere.</param>
internal sealed record ReferenceMember(
    string Name,
    string? Description,
    EntityDescription Target,
    string ForeignKeyColumn,
    bool IsNullable) : ObjectMember(Name, Description, Target);

/// <summary>A to-many navigation, which becomes a connection.</summary>
/// <param name="PathToOwner">The references that lead from a listed row to the row that owns the list: one for an ordinary collection, more
/// for one that goes through another (a region's cooperatives go through their province).</param>
/// <param name="IsWhole">Whether it is a short list that is given whole rather than by pages.</param>
internal sealed record CollectionMember(
    string Name,
    string? Description,
    EntityDescription Target,
    IReadOnlyList<ReferenceMember> PathToOwner,
    bool IsWhole) : Member(Name, Description);
