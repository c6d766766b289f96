using GraphQL.Types;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>What the groups of a connection are groups of.</summary>
/// <param name="Entity">What the connection lists.</param>
/// <param name="Owner">Whose list it is; null at the root.</param>
/// <param name="Where">The connection's filter; null for none.</param>
/// <param name="Coordinate">The connection's place in the schema.</param>
internal sealed record GroupedRows(EntityDescription Entity, (IReadOnlyList<ReferenceMember> Path, ScalarKind KeyKind)? Owner, Input? Where, string Coordinate);

/// <summary>Plans a list of groups: one statement, whatever is selected of them.</summary>
internal sealed class GroupPlanner(ISchema schema, SqlDialect dialect, PagingOptions paging, SelectionCollector collector, VariableValues variables, GroupedRows grouped)
{
    /// <summary>Plans one selection of groups.</summary>
    public CollectionPlan Plan(SelectedField field, FieldType definition)
    {
        try
        {
            return PlanGroups(field, definition);
        }
        catch (GraphFieldException refused)
        {
            return new CollectionPlan { ResponseName = field.ResponseName, Error = refused.Error };
        }
    }

    private CollectionPlan PlanGroups(SelectedField field, FieldType definition)
    {
        var entity = grouped.Entity;
        var columns = new GroupColumns(dialect, entity, grouped.Owner is not null);
        var keys = new GroupKeys(schema, dialect, collector, variables, entity, columns);
        var fields = collector.Collect(field.SelectionSets);
        var parts = new GroupParts(dialect, collector, entity, columns, keys);
        var row = new ObjectPlan([.. fields.Select(parts.Field)]);
        if (keys.All.Count == 0)
        {
            throw new GraphFieldException(new GraphError($"`{field.ResponseName}` selects no field under `key`: what is selected there is what rows are grouped by. For totals over all rows use `aggregate`."));
        }

        var where = field.Argument(definition, "where", variables);
        var filter = new GroupFilterSql(dialect, entity, columns);
        _ = filter.Condition(where, new SqlParameters(dialect));
        var order = new GroupOrder(dialect, entity, columns, keys.All).Of(field.Argument(definition, "order", variables));
        var fingerprint = SortKeys.Fingerprint(entity, order);
        var hasCursor = fields.Any(selected => selected.Name == "cursor");
        var firstKey = (grouped.Owner is null ? 0 : 1) + columns.All.Count;
        var sql = new GroupSql(dialect, entity, grouped.Owner, grouped.Where, columns, parameters => filter.Condition(where, parameters), order, hasCursor);

        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            IsWhole = true,
            Lists = [new ListPlan("", row)],
            Statements = new PageStatements(sql.Page),
            Cursor = hasCursor ? new CursorPlan(fingerprint, [.. order.Select((key, i) => (firstKey + i, key.Codec))]) : null,
            Check = keys.CheckWidths,
            Page = new PagePlan(
                $"{grouped.Coordinate}.groups",
                GroupTypes.Name(entity),
                new PagingOptions { DefaultPageSize = paging.DefaultGroups, MaxPageSize = paging.MaxGroups },
                field.Argument(definition, "first", variables),
                field.Argument(definition, "after", variables),
                null,
                null,
                fingerprint,
                [.. order.Select(key => key.Codec)]),
        };
    }
}

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
        _ => new ReferenceField(field.ResponseName, SumShares(field.SelectionSets, _entity, table => table), null),
    };

    private ObjectPlan SumShares(IReadOnlyList<GraphQLSelectionSet> selection, EntityDescription type, Func<SqlTable, SqlTable> at) =>
        new([.. _collector.Collect(selection).Select(field => SumShare(field, type, at))]);

    private FieldPlan SumShare(SelectedField field, EntityDescription type, Func<SqlTable, SqlTable> at) =>
        (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar => Share(field, _columns.Value(new AggregateValue(AggregateFunction.Sum, scalar, at))),
            ObjectMember part => new ReferenceField(field.ResponseName, SumShares(field.SelectionSets, part.Target, table => at(table).To(part)), null),
            _ => new ConstantField(field.ResponseName, OperationPlanner.JsonString(GroupTypes.SumShare(type))),
        };

    private ShareField Share(SelectedField field, GroupColumn part) =>
        new(field.ResponseName, _columns.Ordinal(part), _columns.Ordinal(_columns.Whole(part)), part.Codec);
}
