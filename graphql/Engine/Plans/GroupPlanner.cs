using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans a list of groups: one statement, whatever is selected of them.</summary>
/// <param name="relation">The rows that are grouped.</param>
/// <param name="connection">The type of the connection that has the groups.</param>
internal sealed class GroupPlanner(ISchema schema, PagingOptions paging, Relation relation, string connection)
{
    private readonly EntityDescription _entity = relation.Entity;
    private readonly GroupColumns _columns = new(relation.IsNested);

    private GroupKeys Keys => field ??= new GroupKeys(schema, _entity, _columns);

    public Step Plan(SelectedField field, FieldType definition) => Step.Of(field, () => PlanGroups(field, definition));

    private GroupsStep PlanGroups(SelectedField field, FieldType definition)
    {
        // What is computed by the key comes after it, wherever it stands.
        var fields = field.Fields;
        var planned = new NamedTemplate[fields.Count];
        foreach (var (i, selected) in fields.Index().OrderBy(selected => selected.Item.Name == PerCapitaTypes.Field))
        {
            planned[i] = new NamedTemplate(selected.ResponseName, selected.Name, Part(selected));
        }

        var row = new ObjectTemplate([.. planned]);
        if (Keys.All.Count == 0)
        {
            throw new GraphFieldException(
                $"`{field.ResponseName}` selects no field under `key`: what is selected there is what rows are grouped by. "
                    + "For totals over all rows use `aggregate`.");
        }

        var checks = new ValueChecks();
        var having = new AggregateFilterReader(
            _entity,
            GroupInputs.Filter(_entity),
            new ValueFilterReader(checks),
            _columns.Of,
            sum => _columns.PerCapita(sum, Keys.Inhabitants()))
            .Read(field.Argument(definition, "where"));
        var order = new GroupOrder(_entity, _columns, Keys).Read(field.Argument(definition, "order"));
        var cursors = Cursors.Of(_entity, order);
        var hasCursor = fields.Any(selected => selected.Name == "cursor");
        var firstKey = (relation.IsNested ? 1 : 0) + _columns.All.Count;
        var grouping = new RowGrouping(_entity, relation.Owner, relation.Where, _columns.All);

        return new GroupsStep(field.ResponseName, field.Place, new Groups(grouping, relation.Owner, having, order, hasCursor))
        {
            Lists = [new ListTemplate("", row)],
            Cursor = hasCursor ? new CursorKeys(cursors, [.. Enumerable.Range(firstKey, order.Count)]) : null,
            Check = Keys.CheckWidths + checks.Check,
            Page = PagePlan.Of(
                field,
                definition,
                $"{connection}.{definition.Name}",
                GroupTypes.Name(_entity),
                new PagingOptions { DefaultPageSize = paging.DefaultGroups, MaxPageSize = paging.MaxGroups },
                cursors),
        };
    }

    private FieldTemplate Part(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(GroupTypes.Name(_entity)),
        "key" => new ReferenceTemplate(Keys.Object(field)),
        "cursor" => new CursorTemplate(),
        "count" when _columns.Count() is var count => new ValueTemplate(_columns.Ordinal(count), count.Form, IsNullable: false),
        "share" => new ReferenceTemplate(ObjectTemplate.Of(field.Fields, Share)),
        PerCapitaTypes.Field => new ReferenceTemplate(ObjectTemplate.Of(field.Fields, PerCapita)),
        _ => SelectedMembers.Aggregates(field, _entity, value => _columns.Ordinal(_columns.Value(value))),
    };

    private FieldTemplate PerCapita(SelectedField field) => field.Name == "__typename"
        ? new ConstantTemplate(PerCapitaTypes.Name(_entity))
        : new ReferenceTemplate(SelectedMembers.Object(field, _entity, PerCapitaTypes.Sums, (_, route, member) =>
        {
            var value = _columns.PerCapita(Column.Of(route, member), Keys.Inhabitants());
            return new ValueTemplate(_columns.Ordinal(value), value.Form, IsNullable: true);
        }));

    private FieldTemplate Share(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(GroupTypes.Share(_entity)),
        "count" => Share(_columns.Count()),
        _ => new ReferenceTemplate(SelectedMembers.Object(field, _entity, GroupTypes.SumShare, (_, route, member) =>
            Share(_columns.Value(new Aggregate(AggregateFunction.Sum, Column.Of(route, member)))))),
    };

    private ShareTemplate Share(GroupValue part) => new(_columns.Ordinal(part), _columns.Ordinal(_columns.Whole(part)), part.Form);
}
