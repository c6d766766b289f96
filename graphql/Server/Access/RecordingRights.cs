using System.Security.Claims;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Hosting.Http;
using IndhCoops.GraphQL.Hosting.Rights;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Access;

/// <summary>
/// Finds out what whoever sends a request may, beyond reading what is open. A token is looked at for this only where the request may need it: who reads what
/// is open to everybody never waits for the authority, also not with a token.
/// </summary>
/// <param name="access">Who may what.</param>
/// <param name="schemes">How tokens are looked at; null where none is trusted.</param>
internal sealed class RecordingRights(IOptions<AccessOptions> access, IAuthenticationSchemeProvider? schemes = null) : IRequestRights
{
    // A document that writes says so by the first of these words, and one that reads who wrote what, or which files came, by the others.
    private const string Writing = "mutation", Changes = "change", Imports = "import";

    /// <summary>The request, with the rights of whoever sent it.</summary>
    public async ValueTask<GraphRequest> OfAsync(HttpContext context, GraphRequest request)
    {
        var mayNeed = schemes is not null
            && request.Query is { } query
            && ((request.AllowMutations && query.Contains(Writing, StringComparison.Ordinal))
                || query.Contains(Changes, StringComparison.Ordinal)
                || query.Contains(Imports, StringComparison.Ordinal));
        if (!mayNeed)
        {
            return request;
        }

        var sender = await SenderAsync(context);
        return request with { Recording = sender.Recording, Writer = sender.Writer, Reads = sender.Reads };
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
            return new Sender(RecordingRight.Unknown, null, Restriction.None);
        }

        if (result.Principal is not { Identity.IsAuthenticated: true } user)
        {
            return default;
        }

        var writer = WriterOf(user);
        return new Sender(
            writer.Rights.Count > 0 ? RecordingRight.Granted : RecordingRight.NotAuthorized,
            writer,
            user.IsInRole(access.Value.ReadChangesRole) ? Restriction.Confidential
                : writer.Rights.Contains(WriteRight.Import) ? Restriction.Internal
                : Restriction.None);
    }

    // Who somebody is, and what they may write.
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
