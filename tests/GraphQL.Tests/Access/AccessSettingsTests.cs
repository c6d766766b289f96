using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>Settings that would lock everybody out, or let in whom they should not, stop the start.</summary>
public sealed class AccessSettingsTests(AccessScene scene)
{
    [Theory]
    [InlineData("nobody could read", "Access:ReadingNeedsToken=true")]
    [InlineData("Access__Audience must say", "Access:Authority=https://login.example")]
    [InlineData("set Access__Authority too", "Access:Audience=api://indhcoops")]
    [InlineData("begins with https://", "Access:Authority=http://login.example", "Access:Audience=a")]
    [InlineData("begins with https://", "Access:Authority=login.example", "Access:Audience=a")]
    [InlineData("set Access__ReadingNeedsToken too", "Access:ReadRole=Grants.Read")]
    [InlineData(
        "Access__ReadRole must not be empty", "Access:Authority=https://login.example", "Access:Audience=a",
        "Access:ReadingNeedsToken=true", "Access:ReadRole= ")]
    [InlineData("Access__RoleClaim must not be empty", "Access:RoleClaim= ")]
    [InlineData(
        "Set one of them", "Access:Authority=https://login.example", "Access:Audience=a", "Authentication:Schemes:Bearer:ValidIssuer=b",
        "Authentication:Schemes:Bearer:ValidAudience=a")]
    [InlineData("must name a ValidAudience and a ValidIssuer", "Authentication:Schemes:Bearer:ValidIssuer=dotnet-user-jwts")]
    [InlineData("must name a ValidAudience and a ValidIssuer", "Authentication:Schemes:Bearer:ValidAudiences:0=a")]
    [InlineData("set Access__Authority too", "SignIn:ClientId=saisie")]
    [InlineData("SignIn__ClientId must not be empty", "Access:Authority=https://login.example", "Access:Audience=a", "SignIn:ClientId= ")]
    [InlineData(
        "SignIn__Scope must hold 'openid'", "Access:Authority=https://login.example", "Access:Audience=a", "SignIn:ClientId=saisie",
        "SignIn:Scope=profile")]
    public async Task A_combination_that_makes_no_sense_is_refused(string reason, params string[] settings)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => scene.StartAsync([.. settings.Select(Split)]));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Proxies:Addresses:0=my-proxy")]
    [InlineData("Proxies:Networks:0=10.20.0.0/33")]
    [InlineData("Proxies:Hops=0")]
    [InlineData("Transport:HttpsPort=0")]
    [InlineData("Transport:HstsMaxAge=00:00:00")]
    public async Task So_is_transport_that_cannot_work(string setting)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => scene.StartAsync(Split(setting)));

        Assert.Contains(setting.Split(':', '=')[1], exception.Message, StringComparison.Ordinal);
    }

    private static (string Key, string Value) Split(string setting) =>
        setting.Split('=', 2) is [var key, var value] ? (key, value) : throw new ArgumentException(setting);
}
