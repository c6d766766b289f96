using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IndhCoops.GraphQL.Access;

/// <summary>Checks of tokens beyond those of the library.</summary>
/// <param name="keys">The keys of the authority; null where they stand in the settings.</param>
internal sealed class TokenChecks(AuthorityKeys? keys = null)
{
    private const string Prefix = "Bearer ";

    // Only asymmetric algorithms: with a shared secret, a token could be signed with the public key.
    private static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Adds the checks.</summary>
    /// <param name="bearer">How tokens are looked at.</param>
    /// <param name="provincesClaim">The claim that confines whoever has it to provinces.</param>
    public void Set(JwtBearerOptions bearer, string provincesClaim)
    {
        var token = bearer.TokenValidationParameters;
        token.ValidateIssuer = true;
        token.ValidateAudience = true;
        token.ClockSkew = TimeSpan.FromMinutes(1); // Clocks differ by seconds. By default a token lives five minutes longer than it says.
        token.AudienceValidator = IsForThisServer;
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = LookAsync,
            OnTokenValidated = validated => CheckAsync(validated, provincesClaim),
        };
        if (keys is not null)
        {
            bearer.ConfigurationManager = keys;
            token.ValidAlgorithms = Asymmetric;
        }
    }

    // Exact comparison: the library takes `api://it/` for `api://it`, which may be another program.
    private static bool IsForThisServer(IEnumerable<string>? audiences, SecurityToken token, TokenValidationParameters parameters) =>
        audiences?.Intersect([.. parameters.ValidAudiences ?? [], parameters.ValidAudience ?? ""], StringComparer.Ordinal)
            .Any(audience => audience.Length > 0) == true;

    // RFC 7515, section 4.1.11: a token with critical headers that are not understood must be refused. This server understands none.
    private static Task CheckAsync(TokenValidatedContext validated, string provincesClaim)
    {
        if (validated.SecurityToken is not JsonWebToken token || token.TryGetHeaderValue<object>("crit", out _))
        {
            validated.Fail(new SecurityTokenValidationException("The token names headers as critical that this server does not know."));
        }
        else if (validated.Principal?.Identity is ClaimsIdentity identity && token.TryGetPayloadValue<object>(provincesClaim, out _)
            && !identity.HasClaim(claim => claim.Type == provincesClaim))
        {
            // The library makes no claim of an empty list. Without this claim, the token would not be confined at all.
            identity.AddClaim(new Claim(provincesClaim, ""));
        }

        return Task.CompletedTask;
    }

    // Runs before the token is read. Without the keys of its authority a token proves nothing: the request counts as one without.
    private async Task LookAsync(MessageReceivedContext received)
    {
        if (OpenPage.IsOpen(received.HttpContext))
        {
            received.NoResult();
            return;
        }

        var header = received.Request.Headers.Authorization.ToString();
        if (keys is null || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        try
        {
            await keys.RequireAsync(KeyIdOf(header[Prefix.Length..].Trim()), received.HttpContext.RequestAborted);
        }
        catch (AuthorityAwayException)
        {
            AuthorityOutage.Note(received.HttpContext, keys.RetryAfter);
            received.NoResult();
        }
    }

    // Null for a text that is no token; the next reader refuses it.
    private static string? KeyIdOf(string text)
    {
        try
        {
            return new JsonWebToken(text).Kid;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
