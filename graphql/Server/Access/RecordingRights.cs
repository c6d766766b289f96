using IndhCoops.GraphQL.Engine.Requests;
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
internal sealed class RecordingRights(IOptions<AccessOptions> access, IAuthenticationSchemeProvider? schemes = null)
{
    // A document that writes says so by the first of these words, and one that reads who wrote what by the second.
    private const string Writing = "mutation", Reading = "change";

    /// <summary>The request, with the rights of whoever sent it.</summary>
    public async ValueTask<GraphRequest> OfAsync(HttpContext context, GraphRequest request)
    {
        var writes = request.AllowMutations && request.Query?.Contains(Writing, StringComparison.Ordinal) == true;
        if (schemes is null || !(writes || request.Query?.Contains(Reading, StringComparison.Ordinal) == true))
        {
            return request;
        }

        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (AuthorityOutage.IsSeenBy(context))
        {
            return request with { Recording = RecordingRight.Unknown };
        }

        if (result.Principal is not { Identity.IsAuthenticated: true } user)
        {
            return request;
        }

        var writer = access.Value.WriterOf(user);
        return request with
        {
            Recording = writer.Rights.Count > 0 ? RecordingRight.Granted : RecordingRight.NotAuthorized,
            Writer = writer,
            ReadsChanges = user.IsInRole(access.Value.ReadChangesRole),
        };
    }
}
