using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Transport;

/// <summary>A server that clients reach below a path of another host, on every kind of database.</summary>
public abstract class PathPrefixTests(GraphFixture graph)
{
    private const string Header = "X-Forwarded-Prefix";
    private const string Files = "{ reportFiles(order: [{ url: ASC }]) { nodes { url } } }";

    private static readonly string[] Stored =
    [
        "/reports/2024-05/1/balances.csv", "/reports/2024-05/1/report.html", "/reports/2024-06/1/balances.csv",
        "/reports/2024-06/1/report.html",
    ];

    private static readonly (string, string) Proxy = ("Proxies:Addresses:0", "127.0.0.1");

    [Fact]
    public async Task Answers_give_the_addresses_of_files_below_the_prefix_and_each_prefix_has_its_own()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, Proxy);
        var tags = new HashSet<string?>();

        // Twice: the second time from what is kept.
        foreach (var prefix in new[] { "", "/indh", "/a/b", "", "/indh", "/a/b" })
        {
            using var response = await GetAsync(server, $"/graphql?query={Uri.EscapeDataString(Files)}", prefix);
            Assert.Equal(Stored.Select(path => prefix + path), UrlsOf(await HttpAssertions.TextAsync(response)));
            Assert.Contains(Header, response.Headers.Vary);
            tags.Add(response.Headers.ETag?.Tag);
        }

        Assert.Equal(3, tags.Count);
        foreach (var format in new[] { "csv", "json" })
        {
            using var table = await GetAsync(server, $"/graphql/table.{format}?query={Uri.EscapeDataString(Files)}", "/indh");
            var text = await HttpAssertions.TextAsync(table);
            Assert.All(Stored, path => Assert.Contains($"/indh{path}", text, StringComparison.Ordinal));
        }

        // What is packed holds a part that repeats only once.
        using var parquet = await GetAsync(server, $"/graphql/table.parquet?query={Uri.EscapeDataString(Files)}", "/indh");
        Assert.Contains(
            "/indh/reports/2024-06/1/",
            Encoding.Latin1.GetString(await parquet.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reportFiles(where: { url: { eq: \"/indh/reports/2024-05/1/report.html\" } }) { nodes { url } }", 1)]
    [InlineData("reportFiles(where: { url: { eq: \"/reports/2024-05/1/report.html\" } }) { nodes { url } }", 1)]
    [InlineData("reportFiles(where: { url: { neq: \"/indh/reports/2024-05/1/report.html\" } }) { nodes { url } }", 3)]
    [InlineData(
        "reportFiles(where: { url: { in: [\"/indh/reports/2024-05/1/report.html\", "
            + "\"/indh/reports/2024-06/1/report.html\"] } }) { nodes { url } }",
        2)]
    [InlineData("reportFiles(where: { url: { startsWith: \"/indh/reports/2024-06\" } }) { nodes { url } }", 2)]
    [InlineData("reportFiles(where: { url: { endsWith: \"report.html\" } }) { nodes { url } }", 2)]
    [InlineData("reportFiles(where: { url: { eq: \"/indhx/reports/2024-05/1/report.html\" } }) { nodes { url } }", 0)]
    [InlineData("reportFiles { nodes: groups { key { url } } }", 4)]
    [InlineData("reportFiles { nodes: aggregate { max { url } } }", 1)]
    public async Task An_address_is_found_as_it_was_given(string query, int count)
    {
        await using var server = await AccessServer.StartAsync(graph.Database, Proxy);

        using var response = await GetAsync(server, $"/graphql?query={Uri.EscapeDataString($"{{ {query} }}")}", "/indh");

        var text = await HttpAssertions.TextAsync(response);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(count, text.Split("\"/indh/reports/").Length - 1);
        Assert.DoesNotContain("\"/reports/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended()
    {
        await using var server = await AccessServer.StartAsync(graph.Database, Proxy);
        var urls = new List<string>();
        string? after = null;
        do
        {
            var query =
                $"{{ reportFiles(first: 1, order: [{{ url: DESC }}]{(after is null ? "" : $", after: \"{after}\"")}) {{ nodes {{ url }} "
                    + "pageInfo { endCursor hasNextPage } } }";
            using var response = await GetAsync(server, $"/graphql?query={Uri.EscapeDataString(query)}", "/indh");
            var page = JsonNode.Parse(await HttpAssertions.TextAsync(response))!["data"]!["reportFiles"]!;
            urls.AddRange(page["nodes"]!.AsArray().Select(node => (string)node!["url"]!));
            after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string?)page["pageInfo"]!["endCursor"] : null;
        }
        while (after is not null);

        Assert.Equal(Stored.Reverse().Select(path => $"/indh{path}"), urls);
    }

    private static IEnumerable<string> UrlsOf(string answer) =>
        JsonNode.Parse(answer)!["data"]!["reportFiles"]!["nodes"]!.AsArray().Select(node => (string)node!["url"]!);

    private static Task<HttpResponseMessage> GetAsync(AccessServer server, string path, string prefix) =>
        server.GetAsync(path, null, prefix.Length == 0 ? [] : [(Header, prefix)]);
}

public sealed class PathPrefixesOnSqlite(SqliteGraph graph) : PathPrefixTests(graph), IClassFixture<SqliteGraph>;

public sealed class PathPrefixesOnPostgres(PostgresGraph graph) : PathPrefixTests(graph), IClassFixture<PostgresGraph>;

/// <summary>Who is believed about a prefix, and what follows it.</summary>
public sealed class PathPrefixHeaderTests(AccessScene scene)
{
    private const string Header = "X-Forwarded-Prefix";

    private const string Fifty = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private const string Long = Fifty + Fifty + "/" + Fifty + Fifty;

    private static readonly (string, string) Proxy = ("Proxies:Addresses:0", "127.0.0.1");

    [Fact]
    public async Task Pages_lead_below_the_prefix()
    {
        await using var server = await scene.StartAsync(Proxy);

        using var explorer = await server.GetAsync("/graphql", null, ("Accept", "text/html"), (Header, "/indh"));
        Assert.Equal((HttpStatusCode.MovedPermanently, "/indh/graphql/"), (explorer.StatusCode, explorer.Headers.Location?.OriginalString));

        using var configuration = await server.GetAsync("/graphql/bcp-config.json", null, (Header, "/indh/"));
        Assert.Equal("/indh/graphql", (string?)JsonNode.Parse(await HttpAssertions.TextAsync(configuration))!["endpoint"]);

        using var dashboard = await server.GetAsync("/", null, (Header, "/indh"));
        var page = await HttpAssertions.TextAsync(dashboard);
        Assert.Contains("<script type=\"module\" src=\"/indh/dashboard/main.js\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/indh/graphql?sdl\"", page, StringComparison.Ordinal);

        using var unknown = await server.GetAsync("/graphql/persisted/nothing", null, (Header, "/indh"));
        Assert.Contains("/indh/graphql/persisted", await HttpAssertions.TextAsync(unknown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_https_keeps_the_prefix()
    {
        await using var server = await scene.StartAsync(Proxy, ("Transport:HttpsRedirect", "true"));

        using var redirected = await server.GetAsync("/graphql?sdl", null, (Header, "/indh"));

        Assert.Equal("https://127.0.0.1/indh/graphql?sdl", redirected.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/indh")]
    [InlineData("")]
    public async Task The_setting_holds_where_no_proxy_says_one_whether_it_is_stripped_or_not(string path)
    {
        await using var server = await scene.StartAsync(("Proxies:PathPrefix", "/indh"));

        using var explorer = await server.GetAsync($"{path}/graphql", null, ("Accept", "text/html"));
        using var answer = await server.GetAsync($"{path}/graphql?query=%7B__typename%7D", null, (Header, "/evil"));
        using var dashboard = await server.GetAsync(path.Length == 0 ? "/" : path);
        using var health = await server.GetAsync($"{path}/health");

        Assert.Equal("/indh/graphql/", explorer.Headers.Location?.OriginalString);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await HttpAssertions.TextAsync(answer));
        Assert.Contains("\"/indh/dashboard/main.js\"", await HttpAssertions.TextAsync(dashboard), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Theory]
    [InlineData("Proxies:Addresses:0", "192.0.2.1")]
    [InlineData("Proxies:Networks:0", "10.0.0.0/8")]
    [InlineData("Proxies:Hops", "1")]
    public async Task Nobody_else_is_believed(string setting, string value)
    {
        await using var server = await scene.StartAsync((setting, value));

        using var explorer = await server.GetAsync("/graphql", null, ("Accept", "text/html"), (Header, "//evil.example"));

        Assert.Equal("/graphql/", explorer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/a//b")]
    [InlineData("/..")]
    [InlineData("/a/../b")]
    [InlineData("/a/./b")]
    [InlineData("/%2e%2e")]
    [InlineData("/%0d%0aSet-Cookie:x")]
    [InlineData("/a?b")]
    [InlineData("/a#b")]
    [InlineData("/a b")]
    [InlineData("/\\evil")]
    [InlineData("/<script>")]
    [InlineData("indh")]
    [InlineData("https://evil.example")]
    [InlineData("/" + Long)]
    public async Task A_prefix_that_is_none_is_refused_also_of_a_known_proxy(string prefix)
    {
        await using var server = await scene.StartAsync(Proxy);

        using var refused = await server.GetAsync("/graphql", null, ("Accept", "text/html"), (Header, prefix));

        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.Contains(Header, await HttpAssertions.TextAsync(refused), StringComparison.Ordinal);
        Assert.DoesNotContain("evil", await HttpAssertions.TextAsync(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "/a, /b", "203.0.113.1, 192.0.2.1", "/b/graphql/")]
    [InlineData("2", "/a, /b", "203.0.113.1, 192.0.2.1", "/a/b/graphql/")]
    [InlineData("2", "/a, /b", "203.0.113.1, 198.51.100.1", "/b/graphql/")]
    [InlineData("2", "/a", "203.0.113.1, 192.0.2.1", "/a/graphql/")]
    [InlineData("2", "/, /b", "203.0.113.1, 192.0.2.1", "/b/graphql/")]
    public async Task Of_several_proxies_each_known_one_adds_what_it_stripped(string hops, string prefix, string clients, string location)
    {
        await using var server = await scene.StartAsync(Proxy, ("Proxies:Addresses:1", "192.0.2.1"), ("Proxies:Hops", hops));

        using var explorer = await server.GetAsync(
            "/graphql", null, ("Accept", "text/html"), (Header, prefix), ("X-Forwarded-For", clients));

        Assert.Equal(location, explorer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_setting_that_is_no_path_keeps_the_server_from_starting()
    {
        foreach (var prefix in new[] { "indh", "//indh", "/in dh", "/../indh" })
        {
            await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
                () => scene.StartAsync(("Proxies:PathPrefix", prefix)));
        }
    }
}
