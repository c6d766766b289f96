using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans <c>node</c> and <c>nodes</c>: look-ups of rows of the entities that the ids name.</summary>
internal sealed class NodePlanner(GraphModel model, CollectionPlanner collections, IReadOnlyList<object> slots)
{
    public Step Node(SelectedField field, FieldType definition) => Step.Of(field, () =>
    {
        var id = (ValueInput)field.Argument(definition, NodeTypes.Id)!;
        return new NodeIds(id).EntitiesOf(model, slots) is [var entity]
            ? collections.Row(field, entity, entity.NodeId!, id)
            : new UnknownRowStep(field.ResponseName, field.Place) { Check = given => throw Refused((string)id.Value.Resolve(given)) };
    });

    /// <summary>Plans the look-up of several rows; the steps that read them are added to those of the operation.</summary>
    public NodesPlan Nodes(SelectedField field, FieldType definition, List<Step> steps)
    {
        var ids = new NodeIds(field.Argument(definition, NodeTypes.Ids)!);
        var entities = ids.EntitiesOf(model, slots);
        var plan = new NodesPlan(
            field.ResponseName,
            field.Place,
            model,
            ids,
            entities.Select((entity, i) => (entity, i)).ToDictionary(step => step.entity, step => steps.Count + step.i));
        steps.AddRange(entities.Select(entity => collections.RowsByKey(field, entity, given => plan.KeysOf(entity, given))));
        return plan;
    }

    private static GraphFieldException Refused(string id) =>
        new(GlobalId.EntityOf(id) is { } entity ? NodeIdErrors.Unknown(entity) : NodeIdErrors.Invalid(id));
}
