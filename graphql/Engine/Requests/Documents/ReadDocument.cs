namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>A document that was parsed and validated once: sound, or with the errors that refuse it.</summary>
/// <param name="Document">The document; null where it is refused.</param>
/// <param name="Errors">Why it is refused.</param>
/// <param name="Operations">The operations of a sound document.</param>
internal sealed record ReadDocument(GraphQLDocument? Document, IReadOnlyList<GraphError> Errors, IReadOnlyList<ReadOperation> Operations)
{
    /// <summary>How many list elements and objects its literals have.</summary>
    public int InputElements { get; init; }

    public static ReadDocument Of(GraphQLDocument document, ISchema schema) =>
        new(document, [], [.. document.Operations.Select(one => ReadOperation.Of(one, schema))]);

    public static ReadDocument Refused(params IReadOnlyList<GraphError> errors) => new(null, errors, []);
}

/// <summary>An operation of a sound document, with what every request needs to know of it.</summary>
/// <param name="Operation">What it is called in logs.</param>
internal sealed record ReadOperation(
    GraphQLOperationDefinition Definition, GraphOperation Operation, IReadOnlyList<OperationVariable> Variables)
{
    public static ReadOperation Of(GraphQLOperationDefinition operation, ISchema schema) =>
        new(
            operation,
            GraphOperation.Of(operation),
            operation.Variables is { } variables ? [.. variables.Select(variable => OperationVariable.Of(variable, schema))] : []);
}
