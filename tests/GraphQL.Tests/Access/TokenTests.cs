using System.Net;
using System.Security.Cryptography;
using System.Text;
using IndhCoops.GraphQL.Tests.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>Which tokens are taken.</summary>
public sealed class TokenTests(AccessScene scene)
{
    private const string Path = "/graphql?query=%7Bregions(first:1)%7Bnodes%7Bname%7D%7D%7D";

    public static TheoryData<string> Wrong =>
    [
        "expired", "expired two minutes ago", "not valid yet", "without an end", "of another issuer", "of the issuer with a slash",
        "for another audience",
        "for the audience with a slash", "for the audience in capitals", "without an audience", "signed by another",
        "signed with the public key as a secret",
        "signed with the public key's PEM as a secret", "signed with a key of its own", "not signed", "alg none", "critical header",
        "no critical header", "changed", "no token", "..", "",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_that_is_wrong_is_none(string what)
    {
        var server = scene.Closed;

        using var refused = await server.GetAsync(Path, Make(what));

        await HttpAssertions.RefusedAsync(refused, HttpStatusCode.Unauthorized, "AUTH_NOT_AUTHENTICATED");
        Assert.Equal("Bearer", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Clocks_may_differ_by_less_than_a_minute()
    {
        var now = DateTime.UtcNow;

        using var slow = await scene.Closed.GetAsync(
            Path, scene.Authority.Issue(token => (token.NotBefore, token.Expires) = (now.AddHours(-1), now.AddSeconds(-20))));
        using var fast = await scene.Closed.GetAsync(Path, scene.Authority.Issue(token => token.NotBefore = now.AddSeconds(40)));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (slow.StatusCode, fast.StatusCode));
    }

    [Fact]
    public void The_server_keeps_no_keys_of_its_own() =>
        Assert.DoesNotContain(
            scene.Trusting.HostedServices, service => service.GetType().FullName!.Contains("DataProtection", StringComparison.Ordinal));

    [Fact]
    public async Task The_client_learns_what_is_wrong_with_its_token()
    {
        var server = scene.Closed;

        using var refused = await server.GetAsync(Path, Make("expired"));

        var challenge = Assert.Single(refused.Headers.WwwAuthenticate).Parameter;
        Assert.Contains("error=\"invalid_token\"", challenge, StringComparison.Ordinal);
        Assert.Contains("expired", challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_does_not_answer_is_not_the_clients_fault()
    {
        var gone = await Authority.StartAsync();
        var (issuer, token) = (gone.Issuer, gone.Issue());
        await gone.DisposeAsync();
        await using var closed = await scene.StartAsync(
            ("Access:Authority", issuer), ("Access:Audience", Authority.Audience), ("Access:ReadingNeedsToken", "true"));
        await using var open = await scene.StartAsync(("Access:Authority", issuer), ("Access:Audience", Authority.Audience));

        using var refused = await closed.GetAsync(Path, token);
        using var anonymous = await closed.GetAsync(Path);
        using var read = await open.GetAsync(Path, token);

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, HttpStatusCode.Unauthorized, HttpStatusCode.OK),
            (refused.StatusCode, anonymous.StatusCode, read.StatusCode));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.DoesNotContain("127.0.0.1", await HttpAssertions.TextAsync(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_dotnet_user_jwts_makes_are_taken_for_development()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        await using var server = await scene.StartAsync(
            ("Access:ReadingNeedsToken", "true"),
            ("Authentication:Schemes:Bearer:ValidAudiences:0", "indhcoops"),
            ("Authentication:Schemes:Bearer:ValidIssuer", "dotnet-user-jwts"),
            ("Authentication:Schemes:Bearer:SigningKeys:0:Id", "1f2e3d4c"),
            ("Authentication:Schemes:Bearer:SigningKeys:0:Issuer", "dotnet-user-jwts"),
            ("Authentication:Schemes:Bearer:SigningKeys:0:Value", Convert.ToBase64String(secret)),
            ("Authentication:Schemes:Bearer:SigningKeys:0:Length", "32"));

        using var taken = await server.GetAsync(Path, Make("dotnet-user-jwts", "indhcoops", secret));
        using var otherAudience = await server.GetAsync(Path, Make("dotnet-user-jwts", "another", secret));
        using var otherIssuer = await server.GetAsync(Path, Make("another", "indhcoops", secret));
        using var otherSecret = await server.GetAsync(Path, Make("dotnet-user-jwts", "indhcoops", RandomNumberGenerator.GetBytes(32)));
        using var production = await server.GetAsync(Path, scene.Authority.Issue());

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.All(
            [otherAudience, otherIssuer, otherSecret, production],
            response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));

        static string Make(string issuer, string audience, byte[] secret) =>
            new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Expires = DateTime.UtcNow.AddHours(1),
                SigningCredentials = new SigningCredentials(
                    new SymmetricSecurityKey(secret) { KeyId = "1f2e3d4c" }, SecurityAlgorithms.HmacSha256),
            });
    }

    private string Make(string what)
    {
        var now = DateTime.UtcNow;
        var authority = scene.Authority;
        return what switch
        {
            "expired" => authority.Issue(token => (token.NotBefore, token.Expires) = (now.AddHours(-2), now.AddHours(-1))),
            "expired two minutes ago" =>
                authority.Issue(token => (token.NotBefore, token.Expires) = (now.AddHours(-2), now.AddMinutes(-2))),
            "not valid yet" => authority.Issue(token => token.NotBefore = now.AddMinutes(30)),
            "without an end" => authority.Issue(token => token.Expires = null),
            "of another issuer" => authority.Issue(token => token.Issuer = "https://elsewhere.example"),
            "of the issuer with a slash" => authority.Issue(token => token.Issuer += "/"),
            "for the audience with a slash" => authority.Issue(token => token.Audience += "/"),
            "for the audience in capitals" => authority.Issue(token => token.Audience = token.Audience.ToUpperInvariant()),
            "for another audience" => authority.Issue(token => token.Audience = "api://another"),
            "without an audience" => authority.Issue(token => token.Audience = null),
            "signed by another" => authority.Issue(token => token.SigningCredentials = new SigningCredentials(
                new RsaSecurityKey(RSA.Create(2048)) { KeyId = authority.Key.KeyId }, SecurityAlgorithms.RsaSha256)),
            "signed with the public key as a secret" => authority.Issue(token => token.SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(authority.PublicKey.Modulus!) { KeyId = authority.Key.KeyId }, SecurityAlgorithms.HmacSha256)),
            "signed with the public key's PEM as a secret" => authority.Issue(token => token.SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Encoding.ASCII.GetBytes(((RsaSecurityKey)authority.Key).Rsa.ExportSubjectPublicKeyInfoPem()))
                {
                    KeyId = authority.Key.KeyId,
                },
                SecurityAlgorithms.HmacSha256)),
            "signed with a key of its own" => WithOwnKey(authority),
            "critical header" =>
                authority.Issue(token => token.AdditionalHeaderClaims = new Dictionary<string, object> { ["crit"] = new[] { "exp" } }),
            "no critical header" => authority.Issue(
                token => token.AdditionalHeaderClaims = new Dictionary<string, object> { ["crit"] = Array.Empty<string>() }),
            "not signed" => $"{string.Join('.', authority.Issue().Split('.')[..2])}.",
            "alg none" => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{authority.Issue().Split('.')[1]}.",
            "changed" => Promote(authority.Issue()),
            "no token" => "let me in",
            _ => "",
        };
    }

    // A token that brings the key along by which it is to be checked.
    private static string WithOwnKey(Authority authority)
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = authority.Key.KeyId };
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(
            new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)) { KeyId = authority.Key.KeyId });
        return authority.Issue(token =>
        {
            token.SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256);
            token.AdditionalHeaderClaims =
                new Dictionary<string, object>
                {
                    ["jwk"] = new Dictionary<string, object> { ["kty"] = jwk.Kty, ["n"] = jwk.N, ["e"] = jwk.E },
                };
        });
    }

    // Somebody who gives himself a role.
    private static string Promote(string token)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("{", """{"roles":"Movements.Record",""", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}
