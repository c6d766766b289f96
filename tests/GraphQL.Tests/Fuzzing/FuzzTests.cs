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
        await using var server = await SavedServer.StartAsync(graph.Database, ("Introspection:Enabled", "true"), ("PlanReport:Enabled", "true"));
        using var run = new FuzzRun(server.Client.BaseAddress!, seed: 2005, clients: 4);

        var findings = await run.RunAsync(Inputs, progress: null, TestContext.Current.CancellationToken);

        Assert.Empty(findings);
        Assert.Contains("200: ", run.Answers, StringComparison.Ordinal);
        Assert.Contains("400: ", run.Answers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\rregions {\r nodes { code } }\r}", HttpStatusCode.OK)]
    [InlineData("{ regions(where: { code: \re: { eq: \"x\" } }) { nodes { code } } }", HttpStatusCode.BadRequest)]
    public async Task A_return_alone_ends_a_line_as_a_line_feed_does(string document, HttpStatusCode expected)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);

        using var response = await server.Client.PostAsJsonAsync("/graphql", new { query = document }, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }
}

public sealed class FuzzOnSqlite(SqliteGraph graph) : FuzzTests(graph), IClassFixture<SqliteGraph>;

public sealed class FuzzOnPostgres(PostgresGraph graph) : FuzzTests(graph), IClassFixture<PostgresGraph>;
