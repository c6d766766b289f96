namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>What the parser's nodes, and the schema about them, say only in several steps.</summary>
internal static class DocumentNodes
{
    extension(GraphQLDocument document)
    {
        public IEnumerable<GraphQLOperationDefinition> Operations => document.Definitions.OfType<GraphQLOperationDefinition>();

        public IEnumerable<GraphQLFragmentDefinition> Fragments => document.Definitions.OfType<GraphQLFragmentDefinition>();
    }

    extension(GraphQLField selected)
    {
        public string ResponseName => (selected.Alias?.Name ?? selected.Name).StringValue;
    }

    extension(GraphQLFragmentDefinition fragment)
    {
        public string Name => fragment.FragmentName.Name.StringValue;
    }

    extension(GraphQLFragmentSpread spread)
    {
        public string Name => spread.FragmentName.Name.StringValue;
    }

    extension(GraphQLVariableDefinition definition)
    {
        public string Name => definition.Variable.Name.StringValue;
    }

    extension(ISchema schema)
    {
        /// <summary>The type that operations of a kind select of; null where the schema has none.</summary>
        public IObjectGraphType? Root(OperationType kind) => kind switch
        {
            OperationType.Query => schema.Query,
            OperationType.Mutation => schema.Mutation,
            _ => schema.Subscription,
        };

        /// <summary>The type that a fragment is on; null where the schema does not know it.</summary>
        public IGraphType? TypeOf(GraphQLTypeCondition condition) => schema.AllTypes[condition.Type.Name.StringValue];
    }

    extension(IHaveDefaultValue place)
    {
        /// <summary>Whether an argument, or a field of an input, must be given.</summary>
        public bool IsRequired => place is { ResolvedType: NonNullGraphType, DefaultValue: null };
    }
}
