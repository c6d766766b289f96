using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans a list of groups: one statement, whatever is selected of them.</summary>
/// <param name="relation">The rows that are grouped.</param>
/// <param name="connection">The type of the connection that has the groups.</param>
internal sealed class GroupPlanner(ISchema schema, PagingOptions paging, Relation relation, string connection)
{
    public Step Plan(SelectedField field, FieldType definition) => Step.Of(field, () => PlanGroups(field, definition));

    private GroupsStep PlanGroups(SelectedField field, FieldType definition)
    {
        var (entity, owner, where, _, _) = relation;
        var columns = new GroupColumns(relation.IsNested);
        var keys = new GroupKeys(schema, entity, columns);
        var fields = field.Fields;
        var parts = new GroupParts(entity, columns, keys);

        // What is computed by the key comes after it, wherever it stands.
        var planned = new NamedTemplate[fields.Count];
        foreach (var (i, selected) in fields.Index().OrderBy(selected => selected.Item.Name == PerCapitaTypes.Field))
        {
            planned[i] = new NamedTemplate(selected.ResponseName, selected.Name, parts.Field(selected));
        }

        var row = new ObjectTemplate([.. planned]);
        if (keys.All.Count == 0)
        {
            throw new GraphFieldException(
                $"`{field.ResponseName}` selects no field under `key`: what is selected there is what rows are grouped by. "
                    + "For totals over all rows use `aggregate`.");
        }

        var checks = new ValueChecks();
        var having = new AggregateFilterReader(
            entity,
            GroupInputs.Filter(entity),
            new ValueFilterReader(checks),
            columns.Of,
            sum => columns.PerCapita(sum, keys.Inhabitants()))
            .Read(field.Argument(definition, "where"));
        var order = new GroupOrder(entity, columns, keys).Read(field.Argument(definition, "order"));
        var cursors = Cursors.Of(entity, order);
        var hasCursor = fields.Any(selected => selected.Name == "cursor");
        var firstKey = (relation.IsNested ? 1 : 0) + columns.All.Count;

        return new GroupsStep(
            field.ResponseName,
            field.Place,
            new Groups(new RowGrouping(entity, owner, where, columns.All), owner, having, order, hasCursor))
        {
            Lists = [new ListTemplate("", row)],
            Cursor = hasCursor ? new CursorKeys(cursors, [.. Enumerable.Range(firstKey, order.Count)]) : null,
            Check = keys.CheckWidths + checks.Check,
            Page = PagePlan.Of(
                field,
                definition,
                $"{connection}.{definition.Name}",
                GroupTypes.Name(entity),
                new PagingOptions { DefaultPageSize = paging.DefaultGroups, MaxPageSize = paging.MaxGroups },
                cursors),
        };
    }
}
