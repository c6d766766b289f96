using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Strong entity tags (RFC 9110, section 8.8.3) that stand for bytes.</summary>
internal static class EntityTag
{
    /// <summary>The quoted tag of some bytes; a suffix tells their representations apart, such as <c>-gzip</c>.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, string suffix = "") => Quote(HashOf(bytes), suffix);

    /// <summary>The quoted tag of bytes whose hash is known.</summary>
    public static string Quote(string hash, string suffix) => $"\"{hash}{suffix}\"";

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>Whether a tag is among those of <c>If-None-Match</c>. Weak ones count: shared caches weaken tags on their way.</summary>
    public static bool IsAmong(StringValues tags, string tag) =>
        tags.Count > 0
            && EntityTagHeaderValue.TryParseList(tags, out var held)
            && held.Any(candidate => candidate.Tag == "*" || candidate.Tag == tag);
}
