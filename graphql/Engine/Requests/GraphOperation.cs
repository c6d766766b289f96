namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>The operation of a request, for logs and traces.</summary>
/// <param name="Type">Its type: <c>query</c>.</param>
/// <param name="Name">Its name in the document; null where it has none.</param>
internal sealed record GraphOperation(string Type, string? Name)
{
    internal static GraphOperation Of(GraphQLOperationDefinition operation) =>
        new(operation.Operation.ToString().ToLowerInvariant(), operation.Name?.StringValue);
}
