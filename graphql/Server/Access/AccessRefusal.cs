using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace IndhCoops.GraphQL.Access;

/// <summary>Answers those who may not read, in the shape that they expect.</summary>
internal sealed class AccessRefusal : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
        }
        else if (AuthorityOutage.IsSeenBy(context))
        {
            // Whether the token is good, only the authority's keys could tell.
            await FailureAnswer.WriteAsync(context, RequestRefusal.AuthorityUnreachable);
        }
        else if (authorizeResult.Challenged)
        {
            // The header says what is wrong with the token.
            await context.ChallengeAsync();
            await FailureAnswer.WriteAsync(context, RequestRefusal.NotAuthenticated);
        }
        else
        {
            await FailureAnswer.WriteAsync(context, RequestRefusal.NotAuthorized);
        }
    }
}
