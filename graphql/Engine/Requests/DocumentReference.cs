namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>How a request names a document that the server is to know, instead of sending it or beside it.</summary>
/// <param name="Id">The name of a saved query, or null.</param>
/// <param name="Sha256Hash">The hash of a document that a client registers or has registered, or null.</param>
internal sealed record DocumentReference(string? Id, string? Sha256Hash)
{
    /// <summary>The true hash of the document, where the client sent another; else null.</summary>
    public string? ExpectedHash { get; init; }
}
