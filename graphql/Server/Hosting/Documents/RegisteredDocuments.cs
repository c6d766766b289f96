using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using IndhCoops.GraphQL.Engine.Requests.Documents;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>
/// The documents that clients registered by their hash ("automatic persisted queries"); the least recently used are evicted, and their
/// clients send them again.
/// </summary>
internal sealed class RegisteredDocuments(IOptions<PersistedOptions> options)
{
    // What an entry takes besides its text, roughly: many short documents are bounded too.
    private const int Overhead = 100;

    private readonly LeastRecentlyUsed<string, string> _documents = new(options.Value.RegisteredCharacters);

    /// <summary>The hash by which a document is registered: SHA-256 of its UTF-8, in small hexadecimal digits.</summary>
    public static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    public bool TryFind(string hash, [NotNullWhen(true)] out string? document) => _documents.TryGet(hash, out document);

    /// <summary>Keeps a document, of which the hash was checked; false where it is longer than all that is kept.</summary>
    public bool TryAdd(string hash, string document)
    {
        var size = Overhead + hash.Length + document.Length;
        _documents.Set(hash, document, size);
        return size <= options.Value.RegisteredCharacters;
    }
}
