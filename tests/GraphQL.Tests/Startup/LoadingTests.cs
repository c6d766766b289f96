using System.Net;
using IndhCoops.Domain;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Startup;

/// <summary>What is answered while the data is loaded.</summary>
public sealed class LoadingTests(AccessScene scene)
{
    private static readonly WorkProgress Progress = new("cooperatives", 43, 100) { Rows = 860 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "/graphql?query={regions{totalCount}}",
        null,
        """{"errors":[{"message":"The server is loading, cooperatives 43 %, 860 rows; ask again in a moment.","extensions":"""
            + """{"step":"cooperatives","percent":43,"rows":860}}]}""")]
    [InlineData(
        "/graphql?query={regions{totalCount}}",
        "text/event-stream",
        "event: next\ndata: {\"errors\":[{\"message\":\"The server is loading, cooperatives 43 %, 860 rows;")]
    [InlineData(
        "/graphql/table.xlsx?query={regions{nodes{code}}}",
        null,
        "{\"errors\":[{\"message\":\"The server is loading, cooperatives 43 %")]
    [InlineData("/graphql/persisted/territories.csv", null, "{\"errors\":[{\"message\":\"The server is loading, cooperatives 43 %")]
    [InlineData(
        "/reports/monthly/2024-06/1/x/balances.csv",
        null,
        "{\"type\":\"https://tools.ietf.org/html/rfc9110#section-15.6.4\",\"title\":\"Service "
            + "Unavailable\",\"status\":503,\"detail\":\"The server is loading, cooperatives 43 %")]
    [InlineData("/health/ready", null, "loading, cooperatives 43 %, 860 rows")]
    public async Task What_needs_data_says_how_far_its_loading_is(string path, string? accept, string body)
    {
        await using var server = await StartAsync();

        using var response = await server.GetAsync(path, null, accept is null ? [] : [("Accept", accept)]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.StartsWith(body, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "fr-MA,fr;q=0.9", "chargement, coopératives 43 %, 860 lignes", "<html lang=\"fr\" dir=\"ltr\">")]
    [InlineData("/", "en", "loading, cooperatives 43 %, 860 rows", "<html lang=\"en\" dir=\"ltr\">")]
    [InlineData("/", "de, ar;q=0.5", "جارٍ التحميل، التعاونيات 43 %، 860 سطر", "<html lang=\"ar\" dir=\"rtl\">")]
    [InlineData("/?lang=en", "fr", "loading, cooperatives 43 %, 860 rows", "<html lang=\"en\" dir=\"ltr\">")]
    [InlineData("/", null, "chargement, coopératives 43 %, 860 lignes", "<html lang=\"fr\" dir=\"ltr\">")]
    [InlineData("/graphql", "en", "loading, cooperatives 43 %, 860 rows", "<html lang=\"en\" dir=\"ltr\">")]
    public async Task A_browser_gets_a_page_that_loads_itself_again(string path, string? languages, string text, string html)
    {
        await using var server = await StartAsync();

        using var response = await server.GetAsync(
            path, null, [("Accept", "text/html,*/*;q=0.8"), .. languages is null ? [] : new[] { ("Accept-Language", languages) }]);

        var page = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Contains(html, page, StringComparison.Ordinal);
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"2\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/graphql?sdl")]
    [InlineData("/graphql/persisted")]
    [InlineData("/dashboard/dashboard.css")]
    public async Task What_needs_no_data_is_answered(string path)
    {
        await using var server = await StartAsync();

        using var response = await server.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Everything_is_answered_when_the_data_is_there()
    {
        await using var server = await StartAsync();
        server.Readiness.Ready();

        using var answer = await server.GetAsync("/graphql?query={regions{totalCount}}");

        Assert.Equal("""{"data":{"regions":{"totalCount":12}}}""", await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private async Task<AccessServer> StartAsync()
    {
        var server = await scene.StartAsync();
        server.Readiness.Report(Progress);
        return server;
    }
}
