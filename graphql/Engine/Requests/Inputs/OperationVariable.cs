namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

internal sealed record OperationVariable(string Name, IGraphType Type, GraphQLVariableDefinition Definition)
{
    public static OperationVariable Of(GraphQLVariableDefinition definition, ISchema schema) =>
        new(definition.Variable.Name.StringValue, definition.Type.GraphTypeFromType(schema)!, definition);
}
