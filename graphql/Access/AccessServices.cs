using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Access;

/// <summary>Registers who may what, and has it looked at.</summary>
public static class AccessServices
{
    // Longer than a provider takes that is there; meanwhile requests wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Registers access; options come from the section Access, or for development from the one that <c>dotnet user-jwts</c> writes. Where
    /// neither says whose tokens are trusted, none is looked at.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="path">The graph's path.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration, string path = "/graphql")
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        if (!AreTokensTrusted(configuration))
        {
            return services;
        }

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.RemoveKeyKeeping();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IOptions<AccessOptions>>((bearer, access) => Trust(bearer, access.Value));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(new AccessRefusal(path));
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<AccessOptions>>((authorization, access) =>
        {
            // Whatever does not say that it is open is not, also what is added one day.
            authorization.FallbackPolicy = access.Value.ReadingNeedsToken
                ? new AuthorizationPolicyBuilder().AddRequirements(new MayRead(access.Value.ReadRole)).Build()
                : null;
        });
        return services;
    }

    /// <summary>Looks at tokens, before anything is answered. It comes after CORS: a browser's preflight brings no token.</summary>
    public static WebApplication UseAccess(this WebApplication app)
    {
        if (AreTokensTrusted(app.Configuration))
        {
            app.UseAuthentication().UseMiddleware<PrivateAnswers>().UseAuthorization();
        }

        return app;
    }

    // It comes along for cookies, which there are none of, and would leave a key of this server's own on disk.
    private static void RemoveKeyKeeping(this IServiceCollection services)
    {
        foreach (var service in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly).ToList())
        {
            services.Remove(service);
        }
    }

    private static bool AreTokensTrusted(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[$"{AccessOptions.Section}:{nameof(AccessOptions.Authority)}"]) || BearerSection.IsPresent(configuration);

    private static void Trust(JwtBearerOptions bearer, AccessOptions access)
    {
        if (access.Authority is { } authority)
        {
            bearer.Authority = authority.OriginalString;
            bearer.Audience = access.Audience;
            bearer.RequireHttpsMetadata = !authority.IsLoopback;
        }

        // Claims keep the names that they have in the token; what is not said is not taken for granted.
        bearer.MapInboundClaims = false;
        bearer.BackchannelTimeout = Patience;
        bearer.TokenValidationParameters.RoleClaimType = access.RoleClaim;
        bearer.TokenValidationParameters.ValidateIssuer = true;
        bearer.TokenValidationParameters.ValidateAudience = true;
        bearer.Events = new JwtBearerEvents { OnMessageReceived = AuthorityOutage.LookAsync };
    }
}
