using GraphQL;
using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans a collection field and everything below it.</summary>
internal sealed class CollectionPlanner(ISchema schema, PagingOptions paging)
{
    /// <summary>Plans a connection, or a list that is given whole; <paramref name="owner"/> is null at the root.</summary>
    public Step Connection(
        SelectedField field, FieldType definition, EntityDescription entity, CollectionMember? owner, string coordinate) =>
        Step.Of(field, () => owner is { IsWhole: true }
            ? PlanWhole(field, definition, owner)
            : PlanConnection(field, definition, entity, owner, coordinate));

    /// <summary>The schema's definition of an entity's field.</summary>
    public FieldType Definition(EntityDescription entity, string field) =>
        ((IObjectGraphType)schema.AllTypes[entity.Name]!).Fields.Find(field)!;

    /// <summary>Plans the look-up of a row by its key.</summary>
    public Step Row(SelectedField field, FieldType definition, EntityDescription entity) =>
        Step.Of(field, () => Row(field, entity, entity.Key, (ValueInput)field.Argument(definition, entity.Key.Name)!));

    /// <summary>Plans a search: one statement finds, ranks and reads what is selected of the results.</summary>
    public Step Search(SelectedField field, FieldType definition, SearchDescription search) => Step.Of(field, () =>
    {
        var text = ((ValueInput)field.Argument(definition, SearchTypes.Text)!).Value;
        var first = field.Argument(definition, SearchTypes.First);
        var rows = new RowPlanner(this, search.Result, isNested: false);
        var row = rows.Object(field, []);
        return new SearchStep(field.ResponseName, field.Place, new Relation(search.Result, null, null, [], rows.Columns), search, text)
        {
            Check = given => SearchText.Require((string)text.Resolve(given)),
            Lists = [new ListTemplate("", row)],
            Children = rows.Children,
            Page = new PagePlan($"Query.{field.Name}", search.Result.Name, paging, first, null, null, null, "", []),
        };
    });

    /// <summary>Plans the row with a value of a member that identifies it.</summary>
    /// <exception cref="GraphFieldException">The value cannot be one of the member.</exception>
    public RowStep Row(SelectedField field, EntityDescription entity, ScalarMember by, ValueInput key)
    {
        var checks = new ValueChecks();
        var where = new FilterReader(checks).Read(entity, new ObjectInput([new(by.Name, new ObjectInput([new("eq", key)]))]));
        return Row(field, entity, null, where) with { Check = checks.Check };
    }

    // The rows with the keys of a request, by one statement.
    private RowStep RowsByKey(SelectedField field, EntityDescription entity, Func<IReadOnlyList<object>, IEnumerable<object>> keys) =>
        Row(field, entity, new Owner([], entity.Key.Scalar.Kind), null) with { Keys = keys };

    /// <summary>Plans <c>node</c>: the row of the entity that the id names.</summary>
    /// <param name="slots">What fills the plan; its shape says which entities ids name.</param>
    public Step Node(SelectedField field, FieldType definition, GraphModel model, IReadOnlyList<object> slots) => Step.Of(field, () =>
    {
        var id = (ValueInput)field.Argument(definition, NodeTypes.Id)!;
        return new NodeIds(id).EntitiesOf(model, slots) is [var entity]
            ? Row(field, entity, entity.NodeId!, id)
            : new UnknownRowStep(field.ResponseName, field.Place)
            {
                Check = given => throw new GraphFieldException(NodeIdErrors.NotFound((string)id.Value.Resolve(given))),
            };
    });

    /// <summary>Plans <c>nodes</c>; the steps that read the rows of each entity are added to those of the operation.</summary>
    public NodesPlan Nodes(
        SelectedField field, FieldType definition, GraphModel model, IReadOnlyList<object> slots, List<Step> steps)
    {
        var ids = new NodeIds(field.Argument(definition, NodeTypes.Ids)!);
        var entities = ids.EntitiesOf(model, slots);
        var first = steps.Count;
        var plan = new NodesPlan(
            field.ResponseName, field.Place, model, ids, entities.Index().ToDictionary(step => step.Item, step => first + step.Index));
        steps.AddRange(entities.Select(entity => RowsByKey(field, entity, given => plan.KeysOf(entity, given))));
        return plan;
    }

    private RowStep Row(SelectedField field, EntityDescription entity, Owner? owner, Condition? where)
    {
        var rows = new RowPlanner(this, entity, isNested: owner is not null);
        var row = rows.Object(field, []);
        return new RowStep(field.ResponseName, field.Place, new Relation(entity, owner, where, OrderReader.ByKey(entity), rows.Columns))
        {
            Lists = [new ListTemplate("", row)],
            Children = rows.Children,
        };
    }

    private ConnectionStep PlanConnection(
        SelectedField field, FieldType definition, EntityDescription entity, CollectionMember? list, string coordinate)
    {
        var checks = new ValueChecks();
        var where = new FilterReader(checks).Read(entity, field.Argument(definition, "where"));
        var order = OrderReader.Read(entity, field.Argument(definition, "order"), checks);
        var fingerprint = OrderReader.Fingerprint(entity, order);
        var connectionType = (IObjectGraphType)definition.ResolvedType!.GetNamedType();
        var edgeType = (IObjectGraphType)connectionType.Fields.Find("edges")!.ResolvedType!.GetNamedType();

        var owner = list is null ? null : Owner.Of(list);
        var rows = new RowPlanner(this, entity, isNested: owner is not null);
        var totals = new TotalsPlanner(entity, isNested: owner is not null);
        var groups = new GroupPlanner(schema, paging, entity, owner, where, connectionType.Name);
        var parts = new ConnectionParts(rows, totals, groups, connectionType, edgeType);
        var fields = parts.Plan(field);
        var cursor = parts.NeedsCursor ? new CursorKeys(fingerprint, [.. order.Select(key => rows.Ordinal(key.Term))], order) : null;

        return new ConnectionStep(field.ResponseName, field.Place, new Relation(entity, owner, where, order, rows.Columns))
        {
            Check = checks.Check,
            Fields = fields,
            Lists = parts.Lists,
            Children = rows.Children,
            Cursor = cursor,
            ReadsRows = parts.NeedsRows,
            ReadsCount = parts.NeedsCount,
            Totals = totals.Objects.Count > 0 ? new Totals(entity, owner, where, totals.Columns) : null,
            TotalObjects = totals.Objects,
            Groups = parts.Groups,
            Page = new PagePlan(
                coordinate,
                connectionType.Name,
                paging.For(entity),
                field.Argument(definition, "first"),
                field.Argument(definition, "after"),
                field.Argument(definition, "last"),
                field.Argument(definition, "before"),
                fingerprint,
                order),
        };
    }

    private ListStep PlanWhole(SelectedField field, FieldType definition, CollectionMember list)
    {
        var entity = list.Target;
        var rows = new RowPlanner(this, entity, isNested: true);
        var row = rows.Object(field, []);
        var checks = new ValueChecks();
        var where = new FilterReader(checks).Read(entity, field.Argument(definition, "where"));
        var order = OrderReader.Read(entity, field.Argument(definition, "order"), checks);
        return new ListStep(field.ResponseName, field.Place, new Relation(entity, Owner.Of(list), where, order, rows.Columns))
        {
            Check = checks.Check,
            Lists = [new ListTemplate("", row)],
            Children = rows.Children,
        };
    }
}
