using System.Security.Claims;
using System.Security.Cryptography;
using IndhCoops.Domain.Changes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>Finds the rights of a request by its token, where it may need any: reading open data never waits for the authority.</summary>
/// <param name="schemes">How tokens are looked at; null where none is trusted.</param>
internal sealed class TokenRights(IOptions<AccessOptions> access, IAuthenticationSchemeProvider? schemes = null)
{
    // The program that a token was issued to: OpenID Connect's, Entra ID's of version 1, and OAuth's (RFC 9068).
    private static readonly string[] ClientClaims = ["azp", "appid", "client_id"];

    private static readonly char[] Separators = [' ', ',', ';'];

    /// <summary>The request, with the rights of whoever sent it.</summary>
    public async ValueTask<GraphRequest> OfAsync(HttpContext context, GraphRequest request)
    {
        // A document that needs rights contains one of these words: it writes, or reads `changes` or `imports`.
        var mayNeed = schemes is not null && request.Query is { } query
            && ((request.AllowMutations && query.Contains("mutation", StringComparison.Ordinal))
                || query.Contains("change", StringComparison.Ordinal) || query.Contains("import", StringComparison.Ordinal));
        if (!mayNeed)
        {
            return request;
        }

        var sender = await SenderAsync(context);
        return request with { Writing = sender.Writing, Writer = sender.Writer, Reads = sender.Reads };
    }

    /// <summary>Who sent a request, by its token.</summary>
    public async ValueTask<Sender> SenderAsync(HttpContext context)
    {
        if (schemes is null)
        {
            return default;
        }

        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (AuthorityOutage.IsSeenBy(context))
        {
            return new Sender(WriteAccess.Unknown, null, Restriction.None);
        }

        if (result.Principal is not { Identity.IsAuthenticated: true } user)
        {
            return default;
        }

        var rights = new (WriteRight Right, string Role)[]
        {
            (WriteRight.RecordMovements, access.Value.RecordRole),
            (WriteRight.Enter, access.Value.EnterRole),
            (WriteRight.Correct, access.Value.CorrectRole),
            (WriteRight.Import, access.Value.ImportRole),
        }.Where(right => user.IsInRole(right.Role)).Select(right => right.Right).ToHashSet();
        return new Sender(
            rights.Count > 0 ? WriteAccess.Granted : WriteAccess.NotAuthorized,
            new OfficeWriter(AuthorOf(user), rights),
            user.IsInRole(access.Value.ReadChangesRole) ? Restriction.Confidential
                : rights.Contains(WriteRight.Import) ? Restriction.Internal
                : Restriction.None);
    }

    private Author AuthorOf(ClaimsPrincipal user)
    {
        var confined = user.FindAll(access.Value.ProvincesClaim).Select(claim => claim.Value).ToList();
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
