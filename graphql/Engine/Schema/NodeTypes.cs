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

    public static IEnumerable<FieldType> Fields(GraphModel model)
    {
        yield return new NodeBinding(model).On(new FieldType
        {
            Name = "node",
            Description = "Fetches an object given its ID.",
            ResolvedType = TypeNames.Named(Node),
            Arguments = new QueryArguments(
                new QueryArgument(TypeNames.Required(ScalarType.GlobalIdName)) { Name = Id, Description = "ID of the object." }),
        });
        yield return new NodesBinding(model).On(new FieldType
        {
            Name = "nodes",
            Description = "Lookup nodes by a list of IDs.",
            ResolvedType = new NonNullGraphType(TypeNames.ListOf(Node)),
            Arguments = new QueryArguments(
                new QueryArgument(TypeNames.RequiredListOfRequired(ScalarType.GlobalIdName))
                {
                    Name = Ids,
                    Description = "The list of node IDs.",
                }),
        });
    }
}
