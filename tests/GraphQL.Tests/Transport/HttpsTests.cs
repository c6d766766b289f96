using System.Net;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Transport;

/// <summary>Who is sent to HTTPS, and told to stay there.</summary>
public sealed class HttpsTests(AccessScene scene)
{
    private const string Path = "/graphql?query=%7B__typename%7D";

    private static readonly (string, string) Host = ("Host", "data.example");
    private static readonly (string, string) ByHttps = ("X-Forwarded-Proto", "https");
    private static readonly (string, string)[] Strict = [("Transport:HttpsRedirect", "true"), ("Transport:HstsMaxAge", "365.00:00:00")];

    [Fact]
    public async Task Nobody_is_unless_it_is_set()
    {
        await using var server = await scene.StartAsync(("Proxies:Addresses:0", "127.0.0.1"));

        using var response = await server.GetAsync(Path, null, Host, ByHttps);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("443", "https://data.example/graphql?query=%7B__typename%7D")]
    [InlineData("8443", "https://data.example:8443/graphql?query=%7B__typename%7D")]
    public async Task Who_asks_by_HTTP_is_sent_to_HTTPS(string port, string location)
    {
        await using var server = await scene.StartAsync([.. Strict, ("Transport:HttpsPort", port)]);

        using var redirect = await server.GetAsync(Path, null, Host);
        using var pretending = await server.GetAsync(Path, null, Host, ByHttps);
        using var probe = await server.GetAsync("/health/live", null, Host);

        Assert.Equal((HttpStatusCode.TemporaryRedirect, location), (redirect.StatusCode, redirect.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.TemporaryRedirect, HttpStatusCode.OK), (pretending.StatusCode, probe.StatusCode));
    }

    [Theory]
    [InlineData("data.example", HttpStatusCode.TemporaryRedirect)]
    [InlineData("www.data.example:8080", HttpStatusCode.TemporaryRedirect)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("data.example.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1", HttpStatusCode.BadRequest)]
    public async Task Only_the_names_that_are_set_are_repeated_and_probes_may_use_any(string host, HttpStatusCode status)
    {
        await using var server = await scene.StartAsync(
            [.. Strict, ("Transport:AllowedHosts:0", "data.example"), ("Transport:AllowedHosts:1", "*.data.example")]);

        using var response = await server.GetAsync(Path, null, ("Host", host));
        using var probe = await server.GetAsync("/health/live", null, ("Host", host));

        Assert.Equal((status, HttpStatusCode.OK), (response.StatusCode, probe.StatusCode));
        Assert.DoesNotContain("evil", $"{response.Headers.Location}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_by_HTTPS_is_answered_and_told_to_stay()
    {
        await using var server = await scene.StartAsync([.. Strict, ("Proxies:Addresses:0", "127.0.0.1")]);

        using var response = await server.GetAsync(Path, null, Host, ByHttps);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("max-age=31536000", response.Headers.GetValues("Strict-Transport-Security").Single());
    }
}
