using System.Security.Claims;
using IndhCoops.GraphQL.Hosting.Rights;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace IndhCoops.GraphQL.Access;

/// <summary>
/// Finds the rights of a request by its token. The token is checked only where the request may need rights: reading open data never waits
/// for the authority, even with a token.
/// </summary>
/// <param name="schemes">How tokens are looked at; null where none is trusted.</param>
internal sealed class TokenRights(IOptions<AccessOptions> access, IAuthenticationSchemeProvider? schemes = null) : IRequestRights
{
    // A document that needs rights contains one of these words: it writes, or reads `changes` or `imports`.
    private const string MutationWord = "mutation", ChangesWord = "change", ImportsWord = "import";

    /// <summary>The request, with the rights of whoever sent it.</summary>
    public async ValueTask<GraphRequest> OfAsync(HttpContext context, GraphRequest request)
    {
        var mayNeed = schemes is not null
            && request.Query is { } query
            && ((request.AllowMutations && query.Contains(MutationWord, StringComparison.Ordinal))
                || query.Contains(ChangesWord, StringComparison.Ordinal)
                || query.Contains(ImportsWord, StringComparison.Ordinal));
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

        var writer = WriterOf(user);
        return new Sender(
            writer.Rights.Count > 0 ? WriteAccess.Granted : WriteAccess.NotAuthorized,
            writer,
            user.IsInRole(access.Value.ReadChangesRole) ? Restriction.Confidential
                : writer.Rights.Contains(WriteRight.Import) ? Restriction.Internal
                : Restriction.None);
    }

    // The author, and what they may write.
    private OfficeWriter WriterOf(ClaimsPrincipal user) => new(
        TokenAuthor.Of(user, access.Value.ProvincesClaim),
        new (WriteRight Right, string Role)[]
        {
            (WriteRight.RecordMovements, access.Value.RecordRole),
            (WriteRight.Enter, access.Value.EnterRole),
            (WriteRight.Correct, access.Value.CorrectRole),
            (WriteRight.Import, access.Value.ImportRole),
        }.Where(right => user.IsInRole(right.Role)).Select(right => right.Right).ToHashSet());
}
