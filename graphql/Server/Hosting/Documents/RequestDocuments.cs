using System.Security.Cryptography;
using IndhCoops.GraphQL.Engine.Requests.Documents;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>
/// Gives requests their document: the one they bring, the saved query that they name, or the one that was registered by its hash
/// ("automatic persisted queries"). The least recently used of these are evicted, and their clients send them again.
/// </summary>
internal sealed class RequestDocuments(SavedQueries saved, IOptions<PersistedOptions> options)
{
    // What a registered document takes besides its text, roughly: many short ones are bounded too.
    private const int Overhead = 100;

    private readonly bool _only = options.Value.Only;
    private readonly long _most = options.Value.RegisteredCharacters;
    private readonly LeastRecentlyUsed<string, string> _registered = new(options.Value.RegisteredCharacters);

    /// <summary>The hash by which a document is registered: SHA-256 of its UTF-8, in small hexadecimal digits.</summary>
    public static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

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
                JsonSerializer.Serialize(new
                {
                    sha256Hash = sent,
                    expectedHashValue = expected,
                    expectedHashType = "sha256Hash",
                    expectedHashFormat = "Hex",
                    persisted = false,
                }));
        }

        return request is { Query: { } query, Document.Sha256Hash: { } hash }
            && response.Outcome == GraphOutcome.Executed
            && TryAdd(hash, query)
            ? response.With("persistedQuery", $$"""{"sha256Hash":"{{hash}}","persisted":true}""")
            : response;
    }

    // Keeps a document, of which the hash was checked; false where it is longer than all that is kept.
    private bool TryAdd(string hash, string document)
    {
        var size = Overhead + hash.Length + document.Length;
        _registered.Set(hash, document, size);
        return size <= _most;
    }

    private RequestReading Resolve(GraphRequest request)
    {
        if (request.Query is not null)
        {
            return _only ? RequestRefusal.OnlySavedQueries
                : request.Document is null ? request
                : request.Document.Sha256Hash is not { } hash ? request with { Document = null }
                : HashOf(request.Query) is var expected && expected != hash ? request with
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
            { Sha256Hash: { } known } when _registered.TryGet(known, out var document) =>
                request with { Query = document, Document = null },
            _ => RequestRefusal.UnknownHash,
        };
    }
}
