namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>What an address names: a saved query, and which of its operations.</summary>
/// <param name="OperationName">The operation; null to leave it to the request.</param>
internal sealed record SavedOperation(SavedQuery Query, string? OperationName)
{
    /// <summary>A request for it, with the variables of another, whose document plays no part.</summary>
    public GraphRequest Ask(GraphRequest request) =>
        request with { Query = Query.Document, OperationName = OperationName ?? request.OperationName, Document = null };
}

/// <summary>A form in which saved queries are answered.</summary>
/// <param name="Extension">What follows the query's name in its address: <c>csv</c>; null for GraphQL's own answer, which stands at the
/// name itself.</param>
internal sealed record SavedQueryForm(
    string? Extension, IReadOnlyList<string> Methods, Func<HttpContext, SavedOperation, Task> AnswerAsync);
