using System.Net;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Pages;

/// <summary>Why a page is not there is told people in words.</summary>
public sealed class PageFailureTests(AccessScene scene)
{
    private static readonly (string, string) French = ("Accept-Language", "fr");

    [Theory]
    [InlineData(nameof(GraphOutcome.Failed), HttpStatusCode.InternalServerError, "La page n’a pas pu être faite.")]
    [InlineData(nameof(GraphOutcome.TimedOut), HttpStatusCode.ServiceUnavailable, "Réessayez dans un instant.")]
    [InlineData(nameof(GraphOutcome.Refused), HttpStatusCode.InternalServerError, "La page n’a pas pu être faite.")]
    public async Task A_query_that_is_not_answered_becomes_words(string outcome, HttpStatusCode status, string words)
    {
        await using var server = await HttpServer.StartAsync(Enum.Parse<GraphOutcome>(outcome));

        using var response = await server.GetAsync("/provinces/MA-KHE?lang=fr");

        Assert.Equal((status, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains(words, WebUtility.HtmlDecode(await HttpAssertions.TextAsync(response)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_put_off()
    {
        await using var server = await HttpServer.StartAsync(
            (_, _) => ValueTask.FromResult(GraphResponse.PutOff(new GraphError("Away."), TimeSpan.FromSeconds(7))));

        using var response = await server.GetAsync("/provinces?lang=fr");

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(7)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
        var html = await HttpAssertions.TextAsync(response);
        Assert.Contains("Réessayez dans un instant.", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("/pages/retry.js\" data-retry=\"7\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_is_told_so()
    {
        using var response = await scene.Closed.GetAsync("/provinces/MA-KHE", null, French);

        Assert.Equal((HttpStatusCode.Unauthorized, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains(
            "Ces données ne sont pas ouvertes à tous",
            WebUtility.HtmlDecode(await HttpAssertions.TextAsync(response)),
            StringComparison.Ordinal);
        Assert.NotEmpty(response.Headers.WwwAuthenticate);

        using var read = await scene.Closed.GetAsync("/provinces/MA-KHE", scene.Authority.Issue(), French);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.True(read.Headers.CacheControl?.Private);
    }

    [Fact]
    public async Task Programs_that_ask_for_no_page_get_none()
    {
        using var response = await scene.Open.GetAsync("/nowhere");

        Assert.Equal((HttpStatusCode.NotFound, ""), (response.StatusCode, await HttpAssertions.TextAsync(response)));
    }
}
