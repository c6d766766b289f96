using System.Net;
using System.Net.Http.Json;
using IndhCoops.Fuzzing;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Saved;

namespace IndhCoops.GraphQL.Tests.Fuzzing;

/// <summary>A few seconds of what tests/Fuzzing does by the million: whatever comes in, a clean answer goes out.</summary>
public abstract class FuzzTests(GraphFixture graph)
{
    private const int Inputs = 2_000;

    [Fact]
    public async Task No_input_breaks_the_server_or_learns_what_the_log_is_for()
    {
        await using var server = await SavedServer.StartAsync(
            graph.Database, ("Introspection:Enabled", "true"), ("PlanReport:Enabled", "true"), ("GraphHttp:Batching", "true"));
        using var run = new FuzzRun(server.Client.BaseAddress!, seed: 2005, clients: 4);

        var findings = await run.RunAsync(Inputs, progress: null, TestContext.Current.CancellationToken);

        Assert.Empty(findings);
        Assert.Contains("200: ", run.Answers, StringComparison.Ordinal);
        Assert.Contains("400: ", run.Answers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ regions @skip(if: true) { nodes { code } } }", """{"data":{}}""")]
    [InlineData("{ regions(first: 1) { nodes @include(if: false) { code } } }", """{"data":{"regions":{}}}""")]
    [InlineData(
        "{ regions(first: 1) { nodes { code @skip(if: true) } edges { node { code @skip(if: true) } } } }",
        """{"data":{"regions":{"nodes":[{}],"edges":[{"node":{}}]}}}""")]
    [InlineData(
        "{ regions(first: 1) { pageInfo { hasNextPage @skip(if: true) } aggregate { sum { population @skip(if: true) } } } }",
        """{"data":{"regions":{"pageInfo":{},"aggregate":{"sum":{}}}}}""")]
    [InlineData(
        "{ regions(first: 1) { aggregate { count @skip(if: true) } nodes { provinces(first: 1) @skip(if: true) { nodes { code } } } } }",
        """{"data":{"regions":{"aggregate":{},"nodes":[{}]}}}""")]
    [InlineData(
        "{ region(code: \"MA-04\") { code @skip(if: true) } province(code: \"MA-KHE\") { region { name @skip(if: true) } } }",
        """{"data":{"region":{},"province":{"region":{}}}}""")]
    public async Task An_object_whose_fields_are_all_left_out_is_empty(string document, string expected)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);

        using var response = await server.Client.PostAsJsonAsync(
            "/graphql", new { query = document }, TestContext.Current.CancellationToken);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{\rregions {\r nodes { code } }\r}", HttpStatusCode.OK)]
    [InlineData("{ regions(where: { code: \re: { eq: \"x\" } }) { nodes { code } } }", HttpStatusCode.BadRequest)]
    [InlineData("{ regions(first: \r00222023-12-31) { nodes { code } } }", HttpStatusCode.BadRequest)]
    public async Task A_return_alone_ends_a_line_as_a_line_feed_does(string document, HttpStatusCode expected)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);

        using var response = await server.Client.PostAsJsonAsync(
            "/graphql", new { query = document }, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }
}

public sealed class FuzzOnSqlite(SqliteGraph graph) : FuzzTests(graph), IClassFixture<SqliteGraph>;

public sealed class FuzzOnPostgres(PostgresGraph graph) : FuzzTests(graph), IClassFixture<PostgresGraph>;
