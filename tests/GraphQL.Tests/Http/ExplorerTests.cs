using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class ExplorerTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    [Fact]
    public async Task A_browser_without_a_query_is_sent_to_the_page()
    {
        await using var server = await HttpServer.StartAsync();

        var redirect = await server.GetAsync("/graphql", Browser);
        Assert.Equal((HttpStatusCode.MovedPermanently, "/graphql/"), (redirect.StatusCode, redirect.Headers.Location?.OriginalString));
        Assert.Contains("Accept", redirect.Headers.Vary);

        var page = await server.GetAsync("/graphql/", Browser);
        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (page.StatusCode, page.Content.Headers.ContentType?.ToString()));
        Assert.Contains("Banana Cake Pop", await HttpAssertions.TextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_with_a_query_is_answered()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.GetAsync("/graphql?query=%7Ba%7D", Browser);

        Assert.Equal(
            (HttpStatusCode.OK, HttpAssertions.GraphQLResponse), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
    }

    [Theory]
    [InlineData("/graphql/")]
    [InlineData("/graphql/index.html")]
    [InlineData("/graphql/bcp-config.json")]
    [InlineData("/graphql/manifest.webmanifest")]
    public async Task The_page_may_talk_to_its_own_server_only(string path)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.GetAsync(path, Browser);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\*|https?:|//|[a-z]\.[a-z]", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task The_page_learns_where_it_is_and_that_it_must_not_report()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.GetAsync("/graphql/bcp-config.json");

        var configuration = JsonDocument.Parse(await HttpAssertions.TextAsync(response)).RootElement;
        Assert.Equal("IndhCoops", configuration.GetProperty("title").GetString());
        Assert.Equal("/graphql", configuration.GetProperty("endpoint").GetString());
        Assert.True(configuration.GetProperty("disableTelemetry").GetBoolean());
        Assert.Contains("Al Oussra", configuration.GetProperty("graphQLDocument").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_licence_is_served_beside_the_page()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.GetAsync("/graphql/LICENSE");

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("ChilliCream License 1.0", await HttpAssertions.TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_whose_names_change_with_their_content_may_be_kept()
    {
        await using var server = await HttpServer.StartAsync();
        var page = await HttpAssertions.TextAsync(await server.GetAsync("/graphql/", Browser));
        var start = page.IndexOf("static/js/main.", StringComparison.Ordinal);
        var script = page[start..page.IndexOf('"', start)];

        var kept = await server.GetAsync($"/graphql/{script}");
        Assert.Equal("text/javascript; charset=utf-8", kept.Content.Headers.ContentType?.ToString());
        Assert.Equal("public, max-age=31536000, immutable", kept.Headers.GetValues("Cache-Control").Single());

        Assert.Equal("no-cache", (await server.GetAsync("/graphql/favicon.svg")).Headers.GetValues("Cache-Control").Single());
    }

    [Fact]
    public async Task Files_travel_compressed_where_that_is_understood_and_not_twice()
    {
        await using var server = await HttpServer.StartAsync();
        var plain = await server.GetAsync("/graphql/index.html");
        Assert.Empty(plain.Content.Headers.ContentEncoding);

        var compressed = await AskAsync("Accept-Encoding", "br, gzip;q=0.5");
        Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", compressed.Headers.Vary);
        Assert.NotEqual(plain.Headers.ETag, compressed.Headers.ETag);
        await using var gzip = new GZipStream(
            await compressed.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var unpacked = new StreamReader(gzip);
        Assert.Equal(await HttpAssertions.TextAsync(plain), await unpacked.ReadToEndAsync(TestContext.Current.CancellationToken));

        Assert.Empty((await AskAsync("Accept-Encoding", "gzip;q=0")).Content.Headers.ContentEncoding);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync("If-None-Match", plain.Headers.ETag!.Tag)).StatusCode);

        Task<HttpResponseMessage> AskAsync(string header, string value)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/graphql/index.html");
            request.Headers.TryAddWithoutValidation(header, value);
            return server.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("/graphql/nothing.js")]
    [InlineData("/graphql/service-worker.js")]
    [InlineData("/graphql/package.json")]
    [InlineData("/graphql/..%2f..%2fappsettings.json")]
    [InlineData("/graphql/%2e%2e/%2e%2e/IndhCoops.GraphQL.dll")]
    [InlineData("/graphql/..%5cIndhCoops.GraphQL.dll")]
    public async Task Nothing_else_is_served(string path)
    {
        await using var server = await HttpServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_explorer_can_be_switched_off()
    {
        await using var server = await HttpServer.StartAsync(("Explorer:Enabled", "false"));

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/graphql/bcp-config.json")).StatusCode);
        await HttpAssertions.RefusedAsync(await server.GetAsync("/graphql", Browser), HttpStatusCode.BadRequest, "HC0013");
    }
}
