using System.Security.Claims;
using System.Security.Cryptography;
using IndhCoops.Domain.Changes;

namespace IndhCoops.GraphQL.Access;

/// <summary>The author of a write, by the token.</summary>
internal static class TokenAuthor
{
    // The program that a token was issued to: OpenID Connect's, Entra ID's of version 1, and OAuth's (RFC 9068).
    private static readonly string[] ClientClaims = ["azp", "appid", "client_id"];

    private static readonly char[] Separators = [' ', ',', ';'];

    /// <summary>The author that a token names.</summary>
    public static Author Of(ClaimsPrincipal user, string provincesClaim)
    {
        var confined = user.FindAll(provincesClaim).Select(claim => claim.Value).ToList();
        var client = ClientClaims.Select(claim => user.FindFirst(claim)?.Value).FirstOrDefault(value => value is not null);
        return new Author(Pseudonym(user.FindFirst("sub")?.Value), Pseudonym(client))
        {
            Provinces = confined.Count == 0 ? null : confined
                .SelectMany(value => value.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .ToHashSet(StringComparer.OrdinalIgnoreCase),
        };
    }

    // Some authorities use the mail address as the subject. The record of changes must not hold one; a hash tells people apart as well.
    private static string? Pseudonym(string? identifier) => identifier is null || !identifier.Contains('@', StringComparison.Ordinal)
        ? identifier
        : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identifier)).AsSpan(0, 16))}";
}
