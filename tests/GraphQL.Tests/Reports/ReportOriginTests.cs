using System.Net;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Reports;

/// <summary>Pages that read the files of reports.</summary>
public sealed class ReportOriginTests(AccessScene scene)
{
    private const string Path = "/reports/monthly/2024-06/1/x/balances.parquet";

    [Theory]
    [InlineData("https://dashboards.example", true)]
    [InlineData("https://other.example", false)]
    public async Task Pages_of_configured_origins_may_read_files_in_part_and_with_a_token(string origin, bool allowed)
    {
        await using var server = await scene.StartClosedAsync(("GraphHttp:AllowedOrigins:0", "https://dashboards.example"));

        using var preflight = await server.SendAsync(
            HttpMethod.Options, Path, null, null,
            ("Origin", origin), ("Access-Control-Request-Method", "HEAD"), ("Access-Control-Request-Headers", "authorization,range"));
        using var answer = await server.SendAsync(
            HttpMethod.Get, Path, scene.Authority.Issue(), null, ("Origin", origin), ("Range", "bytes=0-7"));

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(allowed, preflight.Headers.Contains("Access-Control-Allow-Headers"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", answer.Headers.Vary);
        Assert.Equal(
            allowed,
            answer.Headers.TryGetValues("Access-Control-Expose-Headers", out var exposed)
                && exposed.Single().Contains("Content-Range", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/graphql?query=%7B__typename%7D", null, HttpStatusCode.Unauthorized)]
    [InlineData(Path, null, HttpStatusCode.Unauthorized)]
    [InlineData("/graphql?query=%7B__typename%7D", "nobody", HttpStatusCode.Forbidden)]
    public async Task Pages_can_read_that_they_may_not(string path, string? role, HttpStatusCode status)
    {
        await using var server = await scene.StartClosedAsync(
            ("GraphHttp:AllowedOrigins:0", "https://dashboards.example"), ("Access:ReadRole", "Readers"));

        using var answer = await server.SendAsync(
            HttpMethod.Get, path, role is null ? null : scene.Authority.Issue(), null, ("Origin", "https://dashboards.example"));

        Assert.Equal(status, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Of_no_other_page_is_anything_known_where_no_origin_is_configured()
    {
        using var answer = await scene.Open.SendAsync(HttpMethod.Get, Path, null, null, ("Origin", "https://dashboards.example"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.Ordinal));
    }
}
