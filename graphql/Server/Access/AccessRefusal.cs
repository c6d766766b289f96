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
            return;
        }

        var refusal = RequestRefusal.NotAuthorized;
        if (AuthorityOutage.IsSeenBy(context))
        {
            // Whether the token is good, only the authority's keys could tell.
            refusal = RequestRefusal.AuthorityUnreachable;
            AuthorityOutage.PutOff(context.Response);
        }
        else if (authorizeResult.Challenged)
        {
            refusal = RequestRefusal.NotAuthenticated;
            await context.ChallengeAsync();
        }

        await RefusalAnswer.WriteAsync(context, refusal);
    }
}
