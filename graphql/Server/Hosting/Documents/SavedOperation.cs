namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>What an address names: a saved query, and which of its operations.</summary>
/// <param name="OperationName">The operation; null to leave it to the request.</param>
internal sealed record SavedOperation(SavedQuery Query, string? OperationName)
{
    /// <summary>A request for it, with the variables of another, whose document plays no part.</summary>
    public GraphRequest Ask(GraphRequest request) =>
        request with { Query = Query.Document, OperationName = OperationName ?? request.OperationName, Document = null };
}
