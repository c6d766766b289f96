using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans a collection field and everything below it.</summary>
internal sealed class CollectionPlanner(ISchema schema, PagingOptions paging)
{
    /// <summary>Plans a connection, or a list that is given whole; <paramref name="list"/> is null at the root.</summary>
    /// <param name="coordinate">The field in the schema.</param>
    public Step Connection(
        SelectedField field, FieldType definition, EntityDescription entity, CollectionMember? list, string coordinate) =>
        Step.Of(field, () =>
        {
            var checks = new ValueChecks();
            var where = new FilterReader(checks).Read(entity, field.Argument(definition, "where"));
            var order = OrderReader.Read(entity, field.Argument(definition, "order"), checks);
            var relation = new Relation(entity, list is null ? null : Owner.Of(list), where, order, []);
            return list is { IsWhole: true }
                ? Rows(field, relation, rows => new ListStep(field.ResponseName, field.Place, rows)) with { Check = checks.Check }
                : new ConnectionPlanner(this, schema, paging, definition, relation).Plan(field, coordinate) with { Check = checks.Check };
        });

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
        return Rows(
            field,
            new Relation(search.Result, null, null, [], []),
            rows => new SearchStep(field.ResponseName, field.Place, rows, search, text)) with
        {
            Check = given => SearchText.Require((string)text.Resolve(given)),
            Page = PagePlan.Of(field, definition, $"Query.{field.Name}", search.Result.Name, paging, new Cursors("", [])),
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
    public NodesPlan Nodes(SelectedField field, FieldType definition, GraphModel model, IReadOnlyList<object> slots, List<Step> steps)
    {
        var ids = new NodeIds(field.Argument(definition, NodeTypes.Ids)!);
        var entities = ids.EntitiesOf(model, slots);
        var first = steps.Count;
        var plan = new NodesPlan(
            field.ResponseName, field.Place, model, ids, entities.Index().ToDictionary(step => step.Item, step => first + step.Index));

        // Each key of a request owns its row.
        steps.AddRange(entities.Select(entity => Row(field, entity, new Owner([], entity.Key.Scalar.Kind), null) with
        {
            Keys = given => plan.KeysOf(entity, given),
        }));
        return plan;
    }

    private RowStep Row(SelectedField field, EntityDescription entity, Owner? owner, Condition? where) => Rows(
        field,
        new Relation(entity, owner, where, OrderReader.ByKey(entity), []),
        rows => new RowStep(field.ResponseName, field.Place, rows));

    private T Rows<T>(SelectedField field, Relation relation, Func<Relation, T> step)
        where T : Step
    {
        var rows = new RowPlanner(this, relation.Entity, relation.IsNested);
        var row = rows.Object(field, []);
        return step(relation with { Columns = rows.Columns }) with { Lists = [new ListTemplate("", row)], Children = rows.Children };
    }
}
