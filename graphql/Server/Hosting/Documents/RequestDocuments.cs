using System.Security.Cryptography;
using IndhCoops.GraphQL.Engine.Requests.Documents;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>
/// Gives requests their document: the one they bring, the saved query that they name, or the one that was registered by its hash
/// ("automatic persisted queries"). Of these the least recently used are evicted, and sent again by their clients.
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

    /// <summary>Registers a document by the hash that its request gives, and confirms it; none that was refused or has another.</summary>
    public GraphResponse Register(GraphRequest request, GraphResponse response)
    {
        if (request.Document is { Sha256Hash: { } sent, ExpectedHash: { } expected })
        {
            return response.With("persistedQuery", JsonSerializer.Serialize(new
            {
                sha256Hash = sent,
                expectedHashValue = expected,
                expectedHashType = "sha256Hash",
                expectedHashFormat = "Hex",
                persisted = false,
            }));
        }

        if (request is not { Query: { } query, Document.Sha256Hash: { } hash } || response.Outcome != GraphOutcome.Executed)
        {
            return response;
        }

        // One that is longer than all that is kept together is not kept.
        var size = Overhead + hash.Length + query.Length;
        _registered.Set(hash, query, size);
        return size <= _most ? response.With("persistedQuery", $$"""{"sha256Hash":"{{hash}}","persisted":true}""") : response;
    }

    private RequestReading Resolve(GraphRequest request) => request switch
    {
        { Query: not null } when _only => RequestRefusal.OnlySavedQueries,
        { Query: not null, Document: null } => request,
        { Query: not null, Document.Sha256Hash: null } => request with { Document = null },
        { Query: { } query, Document: { } named } => HashOf(query) is var hash && hash == named.Sha256Hash
            ? request
            : request with { Document = named with { ExpectedHash = hash } },
        { Document: null } => RequestRefusal.NoQuery,
        { Document.Id: { } id } => saved.TryFind(id, out var query)
            ? new SavedOperation(query, null).Ask(request)
            : RequestRefusal.UnknownDocument(id),
        _ when _only => RequestRefusal.OnlySavedQueries,
        { Document.Sha256Hash: { } known } when _registered.TryGet(known, out var document) =>
            request with { Query = document, Document = null },
        _ => RequestRefusal.UnknownHash,
    };
}
