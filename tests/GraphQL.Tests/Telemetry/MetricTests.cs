using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>What is counted and measured of requests.</summary>
public abstract class MetricTests(GraphFixture graph)
{
    private const string Query =
        "query Regions($name: String) { regions(first: 2, "
            + "where: { name: { ncontains: $name } }) { nodes { name provinces(first: 1) { nodes { name } } } } }";
    private const string TooCostly =
        "{ cooperatives(first: 50) { nodes { grants(first: 50) { nodes { movements(first: 50) { nodes { amount } } } } } } }";

    [Fact]
    public async Task What_is_asked_kept_and_refused_is_measured()
    {
        // Whether a copy by columns would pay is asked of the database too.
        await using var app = await TestServer.StartAsync(graph.Database, [("Columns:Enabled", "false")]);
        using var measured = new Measurements(app.Services.GetRequiredService<IMeterFactory>());
        using var client = new HttpClient { BaseAddress = app.Address() };
        await AskAsync(TooCostly);
        await AskAsync(Query, "y");

        // An answer is kept from the second time on at the latest.
        var asked = 1;
        for (; Lookups("answer", "hit") == 0; asked++)
        {
            await AskAsync(Query, "x");
        }

        var made = asked - Lookups("answer", "hit");
        Assert.True(made >= 2);
        Assert.Equal(made + 1, Lookups("answer", "miss"));
        Assert.Equal(made - 1, Lookups("plan", "hit"));
        Assert.Equal(2, Lookups("plan", "miss"));
        Assert.True(measured.Last("indhcoops.cache.size", "cache=answer") > 100);
        Assert.True(measured.Last("indhcoops.cache.size", "cache=plan") > 1000);
        var system = $"db.system.name={(graph.Kind == DatabaseKind.PostgreSql ? "postgresql" : "sqlite")}";
        Assert.Equal(2 * made, measured.Count("db.client.operation.duration", system));
        Assert.Equal((3 + 4) * made, measured.Sum("db.client.response.returned_rows", system));
        Assert.Equal(made + 1, measured.Count("indhcoops.request.field_cost"));
        Assert.True(measured.Sum("indhcoops.request.field_cost") > 1000);
        await measured.WaitForAsync("http.server.request.duration", "indhcoops.refusal=HC0047");

        int Lookups(string cache, string result) => measured.Count("indhcoops.cache.lookups", $"cache={cache}", $"result={result}");

        async Task AskAsync(string query, string? name = null)
        {
            using var response = await client.PostAsJsonAsync(
                "/graphql", new { query, variables = new { name } }, TestContext.Current.CancellationToken);
        }
    }
}

public sealed class MetricsOnSqlite(SqliteGraph graph) : MetricTests(graph), IClassFixture<SqliteGraph>;

public sealed class MetricsOnPostgres(PostgresGraph graph) : MetricTests(graph), IClassFixture<PostgresGraph>;
