using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Transport;

/// <summary>What browsers are told about every answer.</summary>
public sealed class SecurityHeaderTests(AccessScene scene)
{
    [Theory]
    [InlineData("GET", "/graphql?query=%7B__typename%7D")]
    [InlineData("GET", "/graphql")]
    [InlineData("POST", "/graphql")]
    [InlineData("GET", "/graphql?sdl")]
    [InlineData("GET", "/graphql/table.csv?query=%7Bregions%7Bnodes%7Bname%7D%7D%7D")]
    [InlineData("GET", "/graphql/persisted")]
    [InlineData("GET", "/graphql/nothing")]
    [InlineData("GET", "/reports/nothing")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/elsewhere")]
    public async Task An_answer_is_not_guessed_at_framed_or_told_to_others(string method, string path)
    {
        var server = scene.Open;

        using var response = await server.SendAsync(new HttpMethod(method), path);

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_is_one_who_may_not_read_answered()
    {
        var server = scene.Closed;

        using var response = await server.GetAsync("/graphql?sdl");

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/graphql/")]
    public async Task A_page_keeps_its_own_policy(string path)
    {
        var server = scene.Open;

        using var response = await server.GetAsync(path, null, ("Accept", "text/html"));

        Assert.Contains("script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
