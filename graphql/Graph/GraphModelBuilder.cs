using System.Reflection;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Mapping;
using IndhCoops.GraphQL.Graph.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.GraphQL.Graph;

/// <summary>Derives the <see cref="GraphModel"/> from the domain's relational model and documentation.</summary>
public sealed class GraphModelBuilder
{
    private readonly Documentation _documentation;
    private readonly Dictionary<IReadOnlyEntityType, EntityDescription> _entities = [];

    private readonly int? _maxNodes;

    private GraphModelBuilder(Documentation documentation, RelayOptions? relay)
    {
        _documentation = documentation;
        _maxNodes = relay is { Enabled: true } ? relay.MaxNodes : null;
    }

    /// <summary>Derives the graph of everything that has a set in the domain's context.</summary>
    public static GraphModel Build(IReadOnlyModel model, RelayOptions? relay = null) => Build(model, typeof(IndhCoopsContext), relay);

    /// <summary>Derives the graph of everything that has a set in a context.</summary>
    internal static GraphModel Build(IReadOnlyModel model, Type context, RelayOptions? relay = null) =>
        new GraphModelBuilder(Documentation.Of(context.Assembly), relay).BuildModel(model, context);

    private GraphModel BuildModel(IReadOnlyModel model, Type context)
    {
        var sets = context.GetProperties()
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>))
            .Where(property => !property.IsDefined(typeof(NotExposedAttribute)))
            .Select(property => (property.Name, Entity: model.FindEntityType(property.PropertyType.GenericTypeArguments[0])!, property.GetCustomAttribute<MaxPageSizeAttribute>()?.Rows))
            .ToList();

        foreach (var (name, entity, rows) in sets)
        {
            _entities.Add(entity, new EntityDescription(entity.ClrType.Name, name, entity.GetTableName()!, _documentation.Type(entity.ClrType), rows));
        }

        foreach (var (_, entity, _) in sets)
        {
            var members = Exposed(entity.ClrType).Select(property => Describe(entity, property)).OfType<Member>().ToList();
            var keyColumn = entity.FindPrimaryKey()!.Properties.Single().GetColumnName();
            if (_maxNodes is not null)
            {
                AddNodeId(members, entity.ClrType.Name, keyColumn);
            }

            var indexes = entity.GetIndexes().Select(index => (IReadOnlyList<string>)[.. index.Properties.Select(property => property.GetColumnName())]);
            _entities[entity].Complete(members, members.OfType<ScalarMember>().Last(member => member.Column == keyColumn), [.. indexes]);
        }

        return new GraphModel([.. sets.Select(set => _entities[set.Entity])], _maxNodes);
    }

    // A key that is called `id` becomes the global id; a key of another name, such as a code, stays, and the global id stands before all members.
    private static void AddNodeId(List<Member> members, string entity, string keyColumn)
    {
        var key = members.OfType<ScalarMember>().Single(member => member.Column == keyColumn);
        var scalar = ScalarType.IdOf(entity, key.Scalar.Kind);
        if (key.Name == NodeTypes.Id)
        {
            members[members.IndexOf(key)] = key with { Scalar = scalar, SearchColumn = null };
        }
        else
        {
            members.Insert(0, new ScalarMember(NodeTypes.Id, "The global identifier.", key.Column, scalar, IsNullable: false, SearchColumn: null));
        }
    }

    private static IEnumerable<PropertyInfo> Exposed(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => !property.IsDefined(typeof(NotExposedAttribute)))
        .OrderBy(property => property.MetadataToken);

    private Member? Describe(IReadOnlyEntityType entity, PropertyInfo member)
    {
        var name = member.Name;
        var graphName = GraphNames.Field(name);
        var description = _documentation.Property(entity.ClrType, name);

        if (entity.FindProperty(name) is { } property)
        {
            return Scalar(property);
        }

        if (entity.FindComplexProperty(name)?.ComplexType is { } part)
        {
            var type = part.ClrType;
            var members = Exposed(type).Select(inner => part.FindProperty(inner.Name)).OfType<IReadOnlyProperty>().Select(Scalar);
            return new EmbeddedMember(graphName, description, new EntityDescription(type.Name, type.Name, "", _documentation.Type(type)).Complete([.. members], null, []));
        }

        if (entity.FindNavigation(name) is { } navigation)
        {
            return navigation.IsCollection
                ? new CollectionMember(graphName, description, _entities[navigation.TargetEntityType], [Reference(navigation.Inverse!)], member.IsDefined(typeof(WholeAttribute)))
                : Reference(navigation);
        }

        return entity.GetThroughCollections().Where(through => through.Name == name).Select(through => new CollectionMember(
            graphName,
            description,
            _entities[through.Target],
            [.. through.PathToOwner.Select(Reference)],
            IsWhole: false)).SingleOrDefault();
    }

    private ScalarMember Scalar(IReadOnlyProperty property) => new(
        GraphNames.Field(property.Name),
        _documentation.Property(property.DeclaringType.ClrType, property.Name),
        property.GetColumnName(),
        ScalarType.For(property.ClrType),
        property.IsNullable,
        property.FindSearchProperty()?.GetColumnName());

    private ReferenceMember Reference(IReadOnlyNavigation navigation) => new(
        GraphNames.Field(navigation.Name),
        _documentation.Property(navigation.DeclaringEntityType.ClrType, navigation.Name),
        _entities[navigation.TargetEntityType],
        navigation.ForeignKey.Properties.Single().GetColumnName(),
        !navigation.ForeignKey.IsRequired);
}
