using GraphQL.Types;
using GraphQLParser.AST;

namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>A variable of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Definition">Where it is defined.</param>
internal sealed record OperationVariable(string Name, IGraphType Type, GraphQLVariableDefinition Definition)
{
    /// <summary>Reads a variable.</summary>
    public static OperationVariable Of(GraphQLVariableDefinition definition, ISchema schema) =>
        new(definition.Variable.Name.StringValue, definition.Type.GraphTypeFromType(schema)!, definition);
}
