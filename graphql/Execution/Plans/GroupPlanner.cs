using GraphQL.Types;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>Plans a list of groups: one statement, whatever is selected of them.</summary>
internal sealed class GroupPlanner(ISchema schema, SqlDialect dialect, PagingOptions paging, SelectionCollector collector, VariableValues variables, GroupedRows rows, string connection)
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
            return new CollectionPlan { ResponseName = field.ResponseName, Place = field.Place, Error = refused.Error };
        }
    }

    private CollectionPlan PlanGroups(SelectedField field, FieldType definition)
    {
        var entity = rows.Entity;
        var columns = new GroupColumns(dialect, rows.Owner is not null);
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
        var firstKey = (rows.Owner is null ? 0 : 1) + columns.All.Count;
        var sql = new GroupSql(dialect, rows, columns, parameters => filter.Condition(where, parameters), order, hasCursor);

        return new CollectionPlan
        {
            ResponseName = field.ResponseName,
            Place = field.Place,
            IsWhole = true,
            Lists = [new ListPlan("", row)],
            Statements = new PageStatements(sql.Page),
            RowCount = sql.Count,
            Cursor = hasCursor ? new CursorPlan(fingerprint, [.. order.Select((key, i) => (firstKey + i, key.Codec))]) : null,
            Check = keys.CheckWidths,
            Page = new PagePlan(
                $"{connection}.{definition.Name}",
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
