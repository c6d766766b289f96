namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds what Relay's convention adds to the schema, in HotChocolate's words.</summary>
internal static class NodeTypes
{
    public const string Node = "Node";

    /// <summary>The member that holds the global id.</summary>
    public const string Id = GlobalId.Field;

    public const string Ids = "ids";

    public static InterfaceGraphType Interface()
    {
        var node = new InterfaceGraphType
        {
            Name = Node,
            Description = "The node interface is implemented by entities that have a global unique identifier.",
            ResolveType = _ => null,
        };
        node.Add(Id, TypeNames.Required(ScalarType.GlobalIdName), description: null);
        return node;
    }

    public static IEnumerable<FieldType> Fields(GraphModel model) =>
    [
        new NodeBinding(model, IsList: false).Field(
            "node",
            TypeNames.Named(Node),
            "Fetches an object given its ID.",
            TypeNames.Argument(Id, TypeNames.Required(ScalarType.GlobalIdName), "ID of the object.")),
        new NodeBinding(model, IsList: true).Field(
            "nodes",
            new NonNullGraphType(TypeNames.ListOf(Node)),
            "Lookup nodes by a list of IDs.",
            TypeNames.Argument(Ids, TypeNames.RequiredListOfRequired(ScalarType.GlobalIdName), "The list of node IDs.")),
    ];
}
