using System.Net;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class CorsTests
{
    [Theory]
    [InlineData("https://dashboards.example", "https://dashboards.example", true)]
    [InlineData("https://dashboards.example", "https://other.example", false)]
    [InlineData("*", "https://other.example", true)]
    [InlineData(null, "https://dashboards.example", false)]
    public async Task Only_configured_origins_may_ask(string? configured, string origin, bool allowed)
    {
        await using var server = await HttpServer.StartAsync(configured is null ? [] : [("GraphHttp:AllowedOrigins:0", configured)]);

        var preflight = new HttpRequestMessage(HttpMethod.Options, "/graphql");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
        var answer = await server.SendAsync(preflight);
        Assert.Equal(configured is null ? HttpStatusCode.NotFound : HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Headers"));

        var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=%7Ba%7D");
        request.Headers.Add("Origin", origin);
        var response = await server.SendAsync(request);
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Expose-Headers"));

        // A cache must not give a page the answer to somebody who named no origin.
        var without = await server.GetAsync("/graphql?query=%7Ba%7D");
        Assert.Equal(configured is not null, without.Headers.Vary.Contains("Origin"));
        Assert.Equal(configured is null ? 0 : 1, response.Headers.Vary.Count(name => name == "Origin"));
    }
}
