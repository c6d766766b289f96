using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>
/// An OpenID Connect provider on this machine, as far as those need it who check its tokens: where its keys are, and the keys.
/// </summary>
internal sealed class Authority : IAsyncDisposable
{
    public const string Audience = "api://indhcoops";

    private readonly WebApplication _app;
    private readonly List<RSA> _keys = [];
    private int _asked;

    private Authority()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        _app = builder.Build();
        Rotate();
        _app.Use((context, next) =>
        {
            Interlocked.Increment(ref _asked);
            return Instead is { } instead ? instead(context) : next(context);
        });
        _app.UseRouting();
        _app.MapGet(
            "/.well-known/openid-configuration",
            () => Results.Json(new Dictionary<string, string> { ["issuer"] = Issuer, ["jwks_uri"] = $"{Issuer}/keys" }));
        _app.MapGet(
            "/keys",
            () => Results.Json(
                new
                {
                    keys =
                        new[]
                        {
                            new
                            {
                                kty = "RSA",
                                use = "sig",
                                kid = Key.KeyId,
                                n = Base64UrlEncoder.Encode(PublicKey.Modulus),
                                e = Base64UrlEncoder.Encode(PublicKey.Exponent),
                            },
                        },
                }));
    }

    /// <summary>What it does in place of answering; null while it answers.</summary>
    public RequestDelegate? Instead { get; set; }

    /// <summary>How many requests came to it.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public string Issuer => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public SecurityKey Key { get; private set; } = null!;

    public RSAParameters PublicKey => _keys[^1].ExportParameters(includePrivateParameters: false);

    public static async Task<Authority> StartAsync(RequestDelegate? instead = null)
    {
        var authority = new Authority { Instead = instead };
        await authority._app.StartAsync(TestContext.Current.CancellationToken);
        return authority;
    }

    /// <summary>Signs with another key from now on, and publishes no other.</summary>
    public void Rotate()
    {
        _keys.Add(RSA.Create(2048));
        Key = new RsaSecurityKey(_keys[^1]) { KeyId = $"key {_keys.Count}" };
    }

    /// <summary>A token that is good, but for what a test makes of it.</summary>
    public string Issue(Action<SecurityTokenDescriptor>? change = null, string roleClaim = "roles", params string[] roles)
    {
        var now = DateTime.UtcNow;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Subject = new ClaimsIdentity([new Claim("sub", "clerk"), .. roles.Select(role => new Claim(roleClaim, role))]),
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _keys.ForEach(key => key.Dispose());
    }
}
