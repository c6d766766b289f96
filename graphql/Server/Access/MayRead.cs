using Microsoft.AspNetCore.Authorization;

namespace IndhCoops.GraphQL.Access;

/// <summary>
/// Reading needs a token, and the role if one is set, unless the data is open to everybody. Pages without data need nothing.
/// </summary>
internal sealed class MayRead(string? role) : AuthorizationHandler<MayRead>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MayRead requirement)
    {
        var isReader = context.User.Identity?.IsAuthenticated == true && (role is null || context.User.IsInRole(role));
        if (isReader || (context.Resource is HttpContext request && OpenPage.IsAskedFor(request)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
