using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Hosting.Rights;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace IndhCoops.GraphQL.Access;

/// <summary>Registers access rights and the checks of tokens.</summary>
internal static class AccessServices
{
    // The name of no scheme: as the default it keeps ASP.NET from checking the token of every request.
    private const string OnDemand = "on demand";

    /// <summary>Registers access. Where the settings do not say whose tokens are trusted, none is looked at.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TokenRights>();
        services.AddChecked<AccessOptions>(AccessOptions.Section).Refuse((access, _) => AccessSettings.Complaints(access, configuration));
        if (!AccessSettings.AreTokensTrusted(configuration))
        {
            return services;
        }

        if (AccessSettings.MetadataAddress(configuration) is { } address)
        {
            services.AddSingleton(provider => new AuthorityKeys(address, provider.GetRequiredService<ILogger<AuthorityKeys>>()))
                .AddHostedService(provider => provider.GetRequiredService<AuthorityKeys>());
        }

        services.AddSingleton<TokenChecks>();
        services.AddAuthentication(
            schemes => (schemes.DefaultScheme, schemes.DefaultAuthenticateScheme) = (JwtBearerDefaults.AuthenticationScheme, OnDemand))
            .AddJwtBearer();
        services.RemoveKeyKeeping();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AccessOptions>, TokenChecks>((bearer, access, checks) => Trust(bearer, access.Value, checks));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusal>().AddAuthorization();

        // Closed unless an endpoint says otherwise, so that a new endpoint is closed too.
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<AccessOptions>>((authorization, access) =>
            authorization.FallbackPolicy = access.Value.ReadingNeedsToken
                ? new AuthorizationPolicyBuilder(JwtBearerDefaults.AuthenticationScheme)
                    .RequireAssertion(reader => MayRead(reader, access.Value.ReadRole)).Build()
                : null);
        return services;
    }

    /// <summary>Looks at tokens, before anything is answered. It comes after CORS: a browser's preflight brings no token.</summary>
    public static void UseAccess(this WebApplication app)
    {
        if (AccessSettings.AreTokensTrusted(app.Configuration))
        {
            app.UseMiddleware<PrivateAnswers>().UseAuthorization();
        }
    }

    // Pages without data need no token.
    private static bool MayRead(AuthorizationHandlerContext reader, string? role) =>
        (reader.User.Identity?.IsAuthenticated == true && (role is null || reader.User.IsInRole(role)))
        || (reader.Resource is HttpContext request && OpenPage.IsAskedFor(request));

    // ASP.NET registers it for cookies. This server has none, and it would write a key to disk.
    private static void RemoveKeyKeeping(this IServiceCollection services)
    {
        var keeping = services.Where(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly);
        keeping.ToList().ForEach(service => services.Remove(service));
    }

    private static void Trust(JwtBearerOptions bearer, AccessOptions access, TokenChecks checks)
    {
        if (access.Authority is { } authority)
        {
            bearer.Authority = authority.OriginalString;
            bearer.Audience = access.Audience;
            bearer.RequireHttpsMetadata = !authority.IsLoopback;
        }

        // Claims keep the names that they have in the token.
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters.RoleClaimType = access.RoleClaim;
        checks.Set(bearer, access.ProvincesClaim);
    }
}
