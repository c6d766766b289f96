using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Graph.Nodes;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>Plans what a row becomes: which columns are read, and how they stand in the object.</summary>
internal sealed class RowPlanner
{
    private readonly CollectionPlanner _collections;
    private readonly SqlDialect _dialect;
    private readonly SelectionCollector _collector;
    private readonly EntityDescription _entity;
    private readonly int _firstOrdinal;
    private readonly List<Func<SqlTable, string>> _columns = [];
    private readonly List<string> _texts = [];
    private readonly SqlTable _sample;
    private readonly List<CollectionPlan> _children = [];

    public RowPlanner(CollectionPlanner collections, SqlDialect dialect, SelectionCollector collector, EntityDescription entity, bool isNested)
    {
        _collections = collections;
        _dialect = dialect;
        _collector = collector;
        _entity = entity;

        // A nested list's rows begin with their parent's position.
        _firstOrdinal = isNested ? 1 : 0;
        _sample = SqlTable.Root(entity, new AliasSource());
        Column(table => table.Column(entity.Key));
    }

    public IReadOnlyList<CollectionPlan> Children => _children;

    /// <summary>The selected columns of a table, in the order of their ordinals.</summary>
    public IReadOnlyList<string> Columns(SqlTable table) => [.. _columns.Select(column => column(table))];

    /// <summary>Selects a column and returns where it stands; asking twice reads once.</summary>
    public int Column(Func<SqlTable, string> column)
    {
        // The text on a sample table tells columns apart.
        var text = column(_sample);
        var index = _texts.IndexOf(text);
        if (index < 0)
        {
            index = _texts.Count;
            _texts.Add(text);
            _columns.Add(column);
        }

        return _firstOrdinal + index;
    }

    /// <summary>Plans the object of the row itself.</summary>
    public ObjectPlan Object(IReadOnlyList<GraphQLSelectionSet> selection, IReadOnlyList<string> path) =>
        Object(selection, _entity, table => table, isNullable: false, path);

    private ObjectPlan Object(IReadOnlyList<GraphQLSelectionSet> selection, EntityDescription entity, Func<SqlTable, SqlTable> at, bool isNullable, IReadOnlyList<string> path) =>
        new([.. _collector.Collect(selection, condition => condition == entity.Name || condition == NodeTypes.Node).Select(field => Field(field, entity, at, isNullable, path))]);

    private FieldPlan Field(SelectedField field, EntityDescription entity, Func<SqlTable, SqlTable> at, bool isNullable, IReadOnlyList<string> path)
    {
        if (field.Name == "__typename")
        {
            return new ConstantField(field.ResponseName, OperationPlanner.JsonString(entity.Name));
        }

        switch (entity.FindMember(field.Name))
        {
            case ScalarMember scalar:
                return new ColumnField(
                    field.ResponseName,
                    Column(table => at(table).Column(scalar)),
                    _dialect.Codec(scalar.Scalar),
                    isNullable || scalar.IsNullable);

            case ObjectMember part:
                var reference = part as ReferenceMember;
                var isTargetNullable = isNullable || reference is { IsNullable: true };
                int? keyOrdinal = isTargetNullable && reference is not null ? Column(table => at(table).Column(reference.ForeignKeyColumn)) : null;
                var target = Object(field.SelectionSets, part.Target, table => at(table).To(part), isTargetNullable, [.. path, field.ResponseName]);
                return new ReferenceField(field.ResponseName, target, keyOrdinal);

            case CollectionMember collection:
                var keyColumn = Column(table => at(table).Column(entity.Key));
                var definition = _collections.Definition(entity, field.Name);
                _children.Add(_collections.Connection(field, definition, collection.Target, collection, $"{entity.Name}.{field.Name}"));
                return new NestedField(field.ResponseName, _children.Count - 1, keyColumn, _dialect.Codec(entity.Key.Scalar.Kind), path);

            default:
                throw new InvalidOperationException($"'{field.Name}' is no member of {entity.Name}.");
        }
    }
}
