using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>Derives the <see cref="GraphModel"/> from the domain's relational model and documentation.</summary>
internal sealed class GraphModelBuilder(Documentation documentation)
{
    private readonly Dictionary<IReadOnlyEntityType, EntityDescription> _entities = [];

    /// <summary>Derives the graph of everything that has a set in a context.</summary>
    public static GraphModel Build(IReadOnlyModel model, Type context, RelayOptions? relay = null) =>
        new GraphModelBuilder(new Documentation(context.Assembly))
            .Build(model, context, relay is { Enabled: true } ? relay.MaxNodes : null);

    private GraphModel Build(IReadOnlyModel model, Type context, int? maxNodes)
    {
        var sets = context.GetProperties()
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>))
            .Where(property => !property.IsDefined(typeof(NotExposedAttribute)))
            .Select(property => (Property: property, Entity: model.FindEntityType(property.PropertyType.GenericTypeArguments[0])!))
            .ToList();

        foreach (var (set, entity) in sets)
        {
            var rows = set.GetCustomAttribute<MaxPageSizeAttribute>()?.Rows;
            var table = entity.GetTableName()
                ?? throw Unsupported(
                    entity.ClrType, "is mapped to no table", "The graph reads tables: map it to one, or mark its set as [NotExposed].");
            _entities.Add(
                entity,
                new EntityDescription(entity.ClrType.Name, set.Name, table, documentation.Type(entity.ClrType), rows)
                {
                    Restriction = set.GetCustomAttribute<RestrictedAttribute>()?.Restriction ?? Restriction.None,
                });
        }

        foreach (var (_, entity) in sets)
        {
            var members = Exposed(entity.ClrType).Select(property => Describe(entity, property)).OfType<Member>().ToList();
            var key = Key(entity);
            var indexes = entity.GetIndexes().Select(
                index => (IReadOnlyList<string>)[.. index.Properties.Select(property => property.GetColumnName())]);
            var identifier = members.OfType<ScalarMember>().FirstOrDefault(member => member.Column == key)
                ?? throw Unsupported(entity.ClrType, "hides its key", "The graph finds rows by it: remove [NotExposed] from the key.");
            if (maxNodes is not null)
            {
                identifier = AddNodeId(members, entity.ClrType, identifier);
            }

            _entities[entity].Complete(members, identifier, [.. indexes]);
        }

        var searched = sets
            .Select(set => (set.Entity, Search: set.Property.GetCustomAttribute<SearchableAttribute>()))
            .Where(set => set.Search is not null)
            .Select(set => Searched(set.Entity, set.Search!))
            .ToList();
        return new GraphModel([.. sets.Select(set => _entities[set.Entity])], maxNodes)
        {
            Search = searched.Count == 0 ? null : new SearchDescription(searched),
        };
    }

    private SearchedEntity Searched(IReadOnlyEntityType entity, SearchableAttribute search)
    {
        var searched = _entities[entity];
        return new SearchedEntity(searched, search.ByWords, [.. search.Texts.Select(text => Text(searched, text))])
        {
            Called = search.Called.Select(TextFolding.Fold).ToHashSet(StringComparer.Ordinal),
            With = [.. search.With.Select(path => Route(searched, path.Split('.')))],
            Whole = [.. search.Whole.Select(name => Member<ScalarMember>(searched, name))],
        };

        SearchedRoute Route(EntityDescription from, ReadOnlySpan<string> names)
        {
            List<ReferenceMember> path = [];
            foreach (var name in names[..^1])
            {
                path.Add(Member<ReferenceMember>(from, name));
                from = path[^1].Target;
            }

            return new SearchedRoute(path, Text(from, names[^1]));
        }

        ScalarMember Text(EntityDescription of, string name) =>
            Member<ScalarMember>(of, name) is { SearchColumn: not null, Scalar.Kind: ScalarKind.Text or ScalarKind.TextList } text
            ? text
            : throw Unsupported(
                entity.ClrType, $"is searched by {name}, which is no text with a folded form", "Name such texts in [Searchable].");

        T Member<T>(EntityDescription of, string name)
            where T : Member => of.FindMember(GraphNames.Field(name)) as T
            ?? throw Unsupported(
                entity.ClrType, $"is searched by {name}, which {of.Name} does not have", "Name its members in [Searchable].");
    }

    // A key that is called `id` becomes the global id; a key of another name, such as a code, stays, and the global id stands before all
    // members.
    private static ScalarMember AddNodeId(List<Member> members, Type entity, ScalarMember key)
    {
        var scalar = ScalarType.IdOf(entity.Name, key.Scalar.Kind);
        if (key.Name == GlobalId.Field)
        {
            var id = key with { Scalar = scalar, SearchColumn = null };
            members[members.IndexOf(key)] = id;
            return id;
        }

        if (members.Exists(member => member.Name == GlobalId.Field))
        {
            throw Unsupported(
                entity,
                "has an `Id` that is not its key",
                "Its global id is called so: give the property another name, or leave Relay__Enabled off.");
        }

        members.Insert(
            0, new ScalarMember(GlobalId.Field, "The global identifier.", key.Column, scalar, IsNullable: false, SearchColumn: null));
        return key;
    }

    private static IEnumerable<PropertyInfo> Exposed(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => !property.IsDefined(typeof(NotExposedAttribute)))
        .OrderBy(property => property.MetadataToken);

    private Member? Describe(IReadOnlyEntityType entity, PropertyInfo member)
    {
        var name = member.Name;
        var graphName = GraphNames.Field(name);
        var description = documentation.Property(entity.ClrType, name);

        if (entity.FindProperty(name) is { } property)
        {
            return Scalar(property);
        }

        if (entity.FindExpression(name) is { } expression)
        {
            var isNullable = Nullable.GetUnderlyingType(member.PropertyType) is not null;
            var scalar = member.IsDefined(typeof(RatioAttribute)) ? ScalarType.Ratio : ScalarType.Find(member.PropertyType)!;
            return new ScalarMember(graphName, description, graphName, scalar, isNullable, null) { Expression = expression };
        }

        if (entity.FindComplexProperty(name)?.ComplexType is { } part)
        {
            var type = part.ClrType;
            var members = Exposed(type).Select(inner => part.FindProperty(inner.Name)).OfType<IReadOnlyProperty>().Select(Scalar);
            var target = new EntityDescription(type.Name, type.Name, "", documentation.Type(type)).Complete([.. members], null, []);
            return new EmbeddedMember(graphName, description, target);
        }

        if (entity.FindNavigation(name) is { } navigation)
        {
            return navigation.IsCollection
                ? new CollectionMember(
                    graphName, description, Target(navigation), [Inverse(navigation)], member.IsDefined(typeof(WholeAttribute)))
                : Reference(navigation);
        }

        return entity.GetThroughCollections().SingleOrDefault(through => through.Name == name) is { } collection
            ? new CollectionMember(
                graphName, description, _entities[collection.Target], [.. collection.PathToOwner.Select(Reference)], IsWhole: false)
            : null;
    }

    private ScalarMember Scalar(IReadOnlyProperty property) => new(
        GraphNames.Field(property.Name),
        documentation.Property(property.DeclaringType.ClrType, property.Name),
        property.GetColumnName(),
        TypeOf(property),
        property.IsNullable,
        property.FindSearchProperty()?.GetColumnName())
    {
        IsInhabitants = property.PropertyInfo?.IsDefined(typeof(InhabitantsAttribute)) == true,
    };

    private static ScalarType TypeOf(IReadOnlyProperty property) => property.PropertyInfo?.IsDefined(typeof(ServedPathAttribute)) == true
        ? ScalarType.Path
        : ScalarType.Find(property.ClrType) ?? throw Unsupported(
            property,
            $"is a {property.ClrType.Name}, for which the graph has no scalar",
            $"Give it one in {nameof(ScalarType)}, or mark the property as [NotExposed].");

    private ReferenceMember Reference(IReadOnlyNavigation navigation) => new(
        GraphNames.Field(navigation.Name),
        documentation.Property(navigation.DeclaringEntityType.ClrType, navigation.Name),
        Target(navigation),
        navigation.ForeignKey.Properties is [var column]
            ? column.GetColumnName()
            : throw Unsupported(navigation, "refers by several columns", "Refer by one column."),
        !navigation.ForeignKey.IsRequired);

    private ReferenceMember Inverse(IReadOnlyNavigation collection) => collection.Inverse is { } reference
        ? Reference(reference)
        : throw Unsupported(
            collection,
            "is a collection whose rows do not refer back",
            $"Give {collection.TargetEntityType.ClrType.Name} a reference to {collection.DeclaringEntityType.ClrType.Name}.");

    private EntityDescription Target(IReadOnlyNavigation navigation) => _entities.GetValueOrDefault(navigation.TargetEntityType)
        ?? throw Unsupported(
            navigation,
            $"leads to {navigation.TargetEntityType.ClrType.Name}, which is not in the graph",
            "Give that a set in the context, or mark the property as [NotExposed].");

    private static string Key(IReadOnlyEntityType entity) => entity.FindPrimaryKey()?.Properties is [var column]
        ? column.GetColumnName()
        : throw Unsupported(
            entity.ClrType,
            "has no key of one column",
            "Cursors and lists in lists need one: add such a key, or mark its set as [NotExposed].");

    private static NotSupportedException Unsupported(Type entity, string fault, string remedy) => new($"{entity.Name} {fault}. {remedy}");

    private static NotSupportedException Unsupported(IReadOnlyPropertyBase property, string fault, string remedy) =>
        new($"{property.DeclaringType.ClrType.Name}.{property.Name} {fault}. {remedy}");
}
