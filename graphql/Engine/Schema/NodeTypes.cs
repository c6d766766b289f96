namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds what Relay's convention adds to the schema, in HotChocolate's words.</summary>
internal static class NodeTypes
{
    public const string Node = "Node";

    /// <summary>The member that holds the global id.</summary>
    public const string Id = GlobalId.Field;

    public const string Ids = "ids";

    public static InterfaceGraphType Interface() =>
        TypeNames.Interface(Node, "The node interface is implemented by entities that have a global unique identifier.")
            .Add(Id, "ID!", description: null);

    public static IEnumerable<FieldType> Fields(GraphModel model) =>
    [
        new NodeBinding(model, IsList: false).Field(
            "node", Node, "Fetches an object given its ID.", TypeNames.Argument(Id, "ID!", "ID of the object.")),
        new NodeBinding(model, IsList: true).Field(
            "nodes", $"[{Node}]!", "Lookup nodes by a list of IDs.", TypeNames.Argument(Ids, "[ID!]!", "The list of node IDs.")),
    ];
}
