using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>Plans the totals of a connection: one statement for all of them, and an object for each time they are selected.</summary>
internal sealed class AggregatePlanner(SqlDialect dialect, SelectionCollector collector, EntityDescription entity, bool isNested)
{
    private readonly List<Func<SqlTable, string>> _columns = [];
    private readonly List<string> _texts = [];
    private readonly List<ObjectPlan> _objects = [];
    private readonly SqlTable _sample = SqlTable.Root(entity, new AliasSource());

    /// <summary>The objects, in the order of their selection.</summary>
    public IReadOnlyList<ObjectPlan> Objects => _objects;

    /// <summary>The columns on a table, in the order of their ordinals.</summary>
    public IReadOnlyList<string> Columns(SqlTable table) => [.. _columns.Select(column => column(table))];

    /// <summary>Plans one selection of totals and gives its place among the objects.</summary>
    public int Plan(IReadOnlyList<GraphQLSelectionSet> selection)
    {
        _objects.Add(new ObjectPlan([.. collector.Collect(selection).Select(Part)]));
        return _objects.Count - 1;
    }

    private FieldPlan Part(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantField(field.ResponseName, OperationPlanner.JsonString(AggregateTypes.Name(entity))),

        // Where a parent has no row, its only row is that of the join, which has no key.
        "count" => new ColumnField(field.ResponseName, Column(table => isNested ? $"count({table.Column(entity.Key)})" : "count(*)"), dialect.Codec(ScalarKind.Long), false),
        var name => new ReferenceField(field.ResponseName, Results(field.SelectionSets, AggregateFunction.Find(name), entity, table => table), null),
    };

    private ObjectPlan Results(IReadOnlyList<GraphQLSelectionSet> selection, AggregateFunction function, EntityDescription type, Func<SqlTable, SqlTable> at) =>
        new([.. collector.Collect(selection).Select(field => Result(field, function, type, at))]);

    private FieldPlan Result(SelectedField field, AggregateFunction function, EntityDescription type, Func<SqlTable, SqlTable> at)
    {
        switch (field.Name == "__typename" ? null : type.FindMember(field.Name))
        {
            case ScalarMember scalar:
                var codec = function == AggregateFunction.Average ? dialect.AverageCodec
                    : function == AggregateFunction.CountDistinct ? dialect.Codec(ScalarKind.Long)
                    : dialect.Codec(function.ResultOf(scalar.Scalar.Kind)!.Value);
                return new ColumnField(field.ResponseName, Column(table => dialect.Aggregate(function, at(table).Column(scalar), scalar.Scalar.Kind)), codec, true);
            case ObjectMember part:
                return new ReferenceField(field.ResponseName, Results(field.SelectionSets, function, part.Target, table => at(table).To(part)), null);
            default:
                return new ConstantField(field.ResponseName, OperationPlanner.JsonString(function.TypeName(type)));
        }
    }

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

        return index + (isNested ? 1 : 0);
    }
}
