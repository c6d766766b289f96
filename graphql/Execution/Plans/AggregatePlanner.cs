using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>Plans the totals of a connection: one statement for all of them, and an object for each time they are selected.</summary>
internal sealed class AggregatePlanner
{
    private readonly SqlDialect _dialect;
    private readonly SelectionCollector _collector;
    private readonly EntityDescription _entity;
    private readonly bool _isNested;
    private readonly AggregateFields _fields;
    private readonly List<Func<SqlTable, string>> _columns = [];
    private readonly List<string> _texts = [];
    private readonly List<ObjectPlan> _objects = [];
    private readonly SqlTable _sample;

    public AggregatePlanner(SqlDialect dialect, SelectionCollector collector, EntityDescription entity, bool isNested)
    {
        _dialect = dialect;
        _collector = collector;
        _entity = entity;
        _isNested = isNested;
        _sample = SqlTable.Root(entity, new AliasSource());
        _fields = new AggregateFields(dialect, collector, value => Column(table => value.Expression(dialect, table)));
    }

    /// <summary>The objects, in the order of their selection.</summary>
    public IReadOnlyList<ObjectPlan> Objects => _objects;

    /// <summary>The columns on a table, in the order of their ordinals; one that nobody reads where all that is selected is left out.</summary>
    public IReadOnlyList<string> Columns(SqlTable table) => _columns.Count == 0 ? ["count(*)"] : [.. _columns.Select(column => column(table))];

    /// <summary>Plans one selection of totals and gives its place among the objects.</summary>
    public int Plan(IReadOnlyList<GraphQLSelectionSet> selection)
    {
        _objects.Add(new ObjectPlan([.. _collector.Collect(selection).Select(Part)]));
        return _objects.Count - 1;
    }

    private FieldPlan Part(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantField(field.ResponseName, OperationPlanner.JsonString(AggregateTypes.Name(_entity))),

        // Where a parent has no row, its only row is that of the join, which has no key.
        "count" => new ColumnField(field.ResponseName, Column(table => _isNested ? $"count({table.Column(_entity.Key)})" : "count(*)"), _dialect.Codec(ScalarKind.Long), false),
        var name => new ReferenceField(field.ResponseName, _fields.Results(field.SelectionSets, AggregateFunction.Find(name), _entity), null),
    };

    private int Column(Func<SqlTable, string> column)
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

        return index + (_isNested ? 1 : 0);
    }
}
