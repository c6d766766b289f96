using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>Plans what a group shows.</summary>
internal sealed class GroupParts
{
    private readonly SqlDialect _dialect;
    private readonly SelectionCollector _collector;
    private readonly EntityDescription _entity;
    private readonly GroupColumns _columns;
    private readonly GroupKeys _keys;
    private readonly AggregateFields _fields;

    public GroupParts(SqlDialect dialect, SelectionCollector collector, EntityDescription entity, GroupColumns columns, GroupKeys keys)
    {
        _dialect = dialect;
        _collector = collector;
        _entity = entity;
        _columns = columns;
        _keys = keys;
        _fields = new AggregateFields(dialect, collector, value => columns.Ordinal(columns.Value(value)));
    }

    /// <summary>A field of a group.</summary>
    public FieldPlan Field(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantField(field.ResponseName, OperationPlanner.JsonString(GroupTypes.Name(_entity))),
        "key" => new ReferenceField(field.ResponseName, _keys.Object(field.SelectionSets), null),
        "cursor" => new CursorField(field.ResponseName),
        "count" => new ColumnField(field.ResponseName, _columns.Ordinal(_columns.Count()), _dialect.Codec(ScalarKind.Long), false),
        "share" => new ReferenceField(field.ResponseName, new ObjectPlan([.. _collector.Collect(field.SelectionSets).Select(Share)]), null),
        var name => new ReferenceField(field.ResponseName, _fields.Results(field.SelectionSets, AggregateFunction.Find(name), _entity), null),
    };

    private FieldPlan Share(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantField(field.ResponseName, OperationPlanner.JsonString(GroupTypes.Share(_entity))),
        "count" => Share(field, _columns.Count()),
        _ => new ReferenceField(field.ResponseName, SumShares(field.SelectionSets, _entity, []), null),
    };

    private ObjectPlan SumShares(IReadOnlyList<GraphQLSelectionSet> selection, EntityDescription type, IReadOnlyList<ObjectMember> route) =>
        new([.. _collector.Collect(selection).Select(field => SumShare(field, type, route))]);

    private FieldPlan SumShare(SelectedField field, EntityDescription type, IReadOnlyList<ObjectMember> route) =>
        (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar => Share(field, _columns.Value(new AggregateValue(AggregateFunction.Sum, scalar, route))),
            ObjectMember part => new ReferenceField(field.ResponseName, SumShares(field.SelectionSets, part.Target, [.. route, part]), null),
            _ => new ConstantField(field.ResponseName, OperationPlanner.JsonString(GroupTypes.SumShare(type))),
        };

    private ShareField Share(SelectedField field, GroupColumn part) =>
        new(field.ResponseName, _columns.Ordinal(part), _columns.Ordinal(_columns.Whole(part)), part.Codec);
}
