using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace IndhCoops.GraphQL.Access;

/// <summary>Answers those who may not read, in the shape that they expect.</summary>
internal sealed class AccessRefusal : IAuthorizationMiddlewareResultHandler
{
    // Whether the token is good, only the keys of an authority could tell that does not answer.
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded ? next(context)
        : AuthorityOutage.IsSeenBy(context) ? FailureAnswer.WriteAsync(context, RequestRefusal.AuthorityUnreachable)
        : authorizeResult.Challenged ? ChallengeAsync(context)
        : FailureAnswer.WriteAsync(context, RequestRefusal.NotAuthorized);

    private static async Task ChallengeAsync(HttpContext context)
    {
        // The header says what is wrong with the token.
        await context.ChallengeAsync();
        await FailureAnswer.WriteAsync(context, RequestRefusal.NotAuthenticated);
    }
}
