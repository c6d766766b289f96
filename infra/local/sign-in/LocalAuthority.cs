using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.DataProtection;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IndhCoops.SignIn;

/// <summary>
/// An OpenID Connect authority for a laptop: authorization code with PKCE, people to pick from in the place of passwords, and keys that
/// live as long as the process. It keeps nothing: OpenIddict runs without a database (its "degraded mode"), so what it would look up there
/// is checked here.
/// </summary>
internal static class LocalAuthority
{
    /// <summary>The page for entering data, as this authority knows it.</summary>
    public const string ClientId = "saisie";

    private const string RolesClaim = "roles";
    private const string ProvincesClaim = "provinces";

    /// <summary>Puts it together. It reads no settings, so that nothing can have it listen beyond this machine.</summary>
    public static WebApplication Build(CommandLine commandLine)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(commandLine.Port));
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // It warns of keys that are kept; these are not.
        builder.Services.AddRouting().AddCors();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddOpenIddict().AddServer(server => Set(server, commandLine));

        var app = builder.Build();

        // The page asks for the metadata and a token from another port of this machine.
        app.UseCors(cors => cors.SetIsOriginAllowed(IsHere).AllowAnyHeader().AllowAnyMethod());
        app.UseRouting();
        app.UseAuthentication();
        app.MapGet("/authorize", context => AuthorizeAsync(context, commandLine));
        app.MapGet("/style.css", PickPage.SendStyleAsync);
        return app;
    }

    private static void Set(OpenIddictServerBuilder server, CommandLine commandLine)
    {
        server.EnableDegradedMode()
            .SetIssuer(new Uri($"http://localhost:{commandLine.Port}"))
            .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("end-session")
            .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
            .RegisterScopes(Scopes.Profile)
            .RegisterClaims(Claims.Name, RolesClaim, ProvincesClaim)
            .AddEphemeralEncryptionKey().AddEphemeralSigningKey()
            .DisableAccessTokenEncryption()
            .SetAccessTokenLifetime(commandLine.Lifetime);
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId)
            {
                context.Reject(Errors.InvalidClient, $"The only client is '{ClientId}'.");
            }
            else if (!IsHere(context.RedirectUri))
            {
                context.Reject(Errors.InvalidRequest, "It leads to addresses of this machine only.");
            }

            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId)
            {
                context.Reject(Errors.InvalidClient, $"The only client is '{ClientId}'.");
            }

            return default;
        }));
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (!IsHere(context.PostLogoutRedirectUri))
            {
                context.Reject(Errors.InvalidRequest, "It leads to addresses of this machine only.");
            }

            return default;
        }));

        // Nobody is remembered, so that there is nothing to forget.
        server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            context.SignOut();
            return default;
        }));
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
    }

    private static Task AuthorizeAsync(HttpContext context, CommandLine commandLine)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict has not seen this request.");
        var picked = (string?)request["user"];
        return LocalUser.All.FirstOrDefault(user => user.Id == picked) is { } user
            ? Results.SignIn(
                PrincipalOf(user, request.GetScopes(), commandLine), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
                .ExecuteAsync(context)
            : PickPage.SendAsync(context);
    }

    private static ClaimsPrincipal PrincipalOf(LocalUser user, ImmutableArray<string> scopes, CommandLine commandLine)
    {
        var identity = new ClaimsIdentity("picked", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, user.Id).SetClaim(Claims.Name, user.Name).SetClaims(RolesClaim, [.. user.Roles]);
        if (user.Provinces is { } provinces)
        {
            identity.SetClaims(ProvincesClaim, [.. provinces]);
        }

        identity.SetScopes(scopes).SetResources(commandLine.Audience).SetAccessTokenLifetime(user.Lifetime ?? commandLine.Lifetime);
        identity.SetDestinations(claim => [claim.Type == Claims.Name ? Destinations.IdentityToken : Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    private static bool IsHere(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
