using IndhCoops.GraphQL.Execution;
using IndhCoops.GraphQL.Execution.Mutations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Access;

/// <summary>
/// Finds out whether whoever sends a request may record movements. A token is looked at for this only where the request may record: who reads what is open
/// to everybody never waits for the authority, also not with a token.
/// </summary>
/// <param name="access">Who may what.</param>
/// <param name="schemes">How tokens are looked at; null where none is trusted.</param>
internal sealed class RecordingRights(IOptions<AccessOptions> access, IAuthenticationSchemeProvider? schemes = null)
{
    // A document that records says so by this word.
    private const string Word = "mutation";

    /// <summary>The right of whoever sent the request.</summary>
    public async ValueTask<RecordingRight> OfAsync(HttpContext context, GraphRequest request)
    {
        if (schemes is null || !request.AllowMutations || request.Query?.Contains(Word, StringComparison.Ordinal) != true)
        {
            return RecordingRight.NotAuthenticated;
        }

        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        return AuthorityOutage.IsSeenBy(context) ? RecordingRight.Unknown
            : result.Principal is { } user ? access.Value.MayRecord(user)
            : RecordingRight.NotAuthenticated;
    }
}
