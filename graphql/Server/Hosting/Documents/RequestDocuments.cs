namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>
/// Gives requests their document: the one they bring, the saved query that they name, or the one that was registered by
/// its hash.
/// </summary>
internal sealed class RequestDocuments(SavedQueries saved, RegisteredDocuments registered, IOptions<PersistedOptions> options)
{
    private readonly bool _only = options.Value.Only;

    /// <summary>The request with its document, or why it has none.</summary>
    /// <param name="operation">What the address names, if it does.</param>
    public RequestReading Resolve(RequestReading reading, SavedOperation? operation) =>
        !reading.TryGet(out var request, out _) ? reading : operation is null ? Resolve(request) : operation.Ask(request);

    /// <summary>
    /// Registers the document of a request that asks for it and confirms it in the answer. A document that was refused or has another hash
    /// is not registered.
    /// </summary>
    public GraphResponse Register(GraphRequest request, GraphResponse response)
    {
        if (request.Document is { Sha256Hash: { } sent, ExpectedHash: { } expected })
        {
            return response.With(
                "persistedQuery",
                $$"""{"sha256Hash":{{JsonSerializer.Serialize(sent)}},"expectedHashValue":"{{expected}}","expectedHashType":"sha256Hash","expectedHashFormat":"Hex","persisted":false}""");
        }

        if (request is not { Query: { } query, Document.Sha256Hash: { } hash }
            || response.Outcome != GraphOutcome.Executed
            || !registered.TryAdd(hash, query))
        {
            return response;
        }

        return response.With("persistedQuery", $$"""{"sha256Hash":"{{hash}}","persisted":true}""");
    }

    private RequestReading Resolve(GraphRequest request)
    {
        if (request.Query is not null)
        {
            return _only ? RequestRefusal.OnlySavedQueries
                : request.Document is null ? request
                : request.Document.Sha256Hash is not { } hash ? request with { Document = null }
                : RegisteredDocuments.HashOf(request.Query) is var expected && expected != hash ? request with
                {
                    Document = request.Document with { ExpectedHash = expected },
                }
                : request;
        }

        return request.Document switch
        {
            null => RequestRefusal.NoQuery,
            { Id: { } id } => saved.TryFind(id, out var query)
                ? new SavedOperation(query, null).Ask(request)
                : RequestRefusal.UnknownDocument(id),
            _ when _only => RequestRefusal.OnlySavedQueries,
            { Sha256Hash: { } known } when registered.TryFind(known, out var document) =>
                request with { Query = document, Document = null },
            _ => RequestRefusal.UnknownHash,
        };
    }
}
