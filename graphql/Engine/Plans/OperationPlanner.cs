using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Requests.Costs;
using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

internal sealed class OperationPlanner(GraphSchema schema, PagingOptions paging)
{
    public OperationPlan Plan(SelectedOperation operation, IReadOnlyDictionary<string, byte[]> introspection, CostPlan cost)
    {
        var planner = new CollectionPlanner(schema, paging);
        var fields = new List<RootField>();
        var steps = new List<Step>();

        foreach (var field in operation.Fields)
        {
            var name = JsonBuffer.Name(field.ResponseName);
            if (Constant(field, introspection, schema.Query) is { } constant)
            {
                fields.Add(new RootField(name, null, constant));
                continue;
            }

            var definition = schema.Query.GetField(field.Name)!;
            var slots = operation.Variables.Slots;
            if (FieldBinding.Of(definition) is NodeBinding { IsList: true, Model: var model })
            {
                fields.Add(new RootField(name, null, null, planner.Nodes(field, definition, model, slots, steps)));
                continue;
            }

            fields.Add(new RootField(name, steps.Count, null));
            steps.Add(FieldBinding.Of(definition) switch
            {
                NodeBinding node => planner.Node(field, definition, node.Model, slots),
                RootCollectionBinding root => planner.Connection(field, definition, root.Entity, null, $"Query.{field.Name}"),
                SearchBinding search => planner.Search(field, definition, search.Search),
                RootRowBinding row => planner.Row(field, definition, row.Entity),
                _ => throw new InvalidOperationException($"The query field '{field.Name}' has nothing behind it."),
            });
        }

        return new OperationPlan(operation.Operation, fields, [.. steps], cost);
    }

    /// <summary>The JSON of a root field that is known when the plan is made; null for any other.</summary>
    public static byte[]? Constant(SelectedField field, IReadOnlyDictionary<string, byte[]> introspection, IGraphType type) =>
        introspection.GetValueOrDefault(field.ResponseName) ?? (field.Name == "__typename" ? JsonBuffer.Quoted(type.Name) : null);
}
