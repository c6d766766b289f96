using System.Net;
using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>What the real server sends and writes, and that no secret is in any of it.</summary>
public abstract class ProcessTests(DatabaseKind kind)
{
    private const string Query =
        """query Regions($name: String) { regions(first: 2, where: { name: { ncontains: $name } }) { nodes { """
            + """name provinces(first: 1) { nodes { name } } } } }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_metrics_and_logs_reach_a_collector_and_the_console_and_no_secret_is_in_them()
    {
        await using var collector = PlayedCollector.Start();
        await using var database = await TestDatabase.CreateAsync(kind, Cancelled);
        await using var server = await ObservedProcess.StartAsync(database, WithPassword(database), [
            .. collector.Variables,
            new("INDHCOOPS_Telemetry__Console", "true"),
            new("INDHCOOPS_Telemetry__JsonLogs", "true"),
            new(
                "INDHCOOPS_Storage__ConnectionString",
                $"DefaultEndpointsProtocol=http;AccountName=indhcoops;AccountKey={Secrets.AccountKey};"
                    + "BlobEndpoint=http://127.0.0.1:9/indhcoops;"),
            new("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=rabat"),
            new("Logging__LogLevel__Default", "Debug"),
            new("Logging__LogLevel__Microsoft", "Information"),
        ]);

        await server.AskAsync(Body(Query, new { name = Secrets.Variable }), Secrets.Token);
        await server.Client.GetStringAsync(
            $"/graphql?query={Uri.EscapeDataString(Query)}"
                + $"&variables={Uri.EscapeDataString(JsonSerializer.Serialize(new { name = Secrets.Variable }))}&token={Secrets.Token}",
            Cancelled);
        await server.AskAsync(
            Body("query Broken($name: Int) { regions(first: $name) { totalCount } }", new { name = Secrets.Variable }), Secrets.Token);
        await MislayAsync(database, "programmes");
        var failed = await server.AskAsync(
            Body(
                "query Failing($name: String) { programmes(where: { name: { contains: $name } }) { totalCount } }",
                new { name = Secrets.Variable }),
            Secrets.Token);
        await MislayAsync(database, "report_files");
        var file = await server.Client.GetAsync("/reports/mislaid", Cancelled);

        Assert.Contains("Unexpected Execution Error", failed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, file.StatusCode);
        await collector.WaitForAsync(
            "traces", "indhcoops-server", "rabat", "graphql.operation.name", "Regions", "plan", "db.query.text", "indhcoops.plan.cache",
            "error.type");
        await collector.WaitForAsync(
            "metrics", "indhcoops.cache.lookups", "db.client.operation.duration", "http.server.request.duration", "indhcoops.refusal",
            "indhcoops.reports.due");
        await collector.WaitForAsync("logs", "could not be read from the database", "/reports/mislaid failed", "CorrelationId");
        await server.StopAsync();
        Assert.Contains("Activity.DisplayName:        plan", server.Output, StringComparison.Ordinal);
        Assert.Contains("\"CorrelationId\":", server.Output, StringComparison.Ordinal);
        foreach (var told in new[] { collector.Everything, server.Output })
        {
            Assert.All(Secrets.All, secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
        }
    }

    private static string Body(string query, object? variables = null) => JsonSerializer.Serialize(new { query, variables });

    private static async Task MislayAsync(TestDatabase database, string table)
    {
        await using var context = database.Contexts.CreateDbContext();
#pragma warning disable EF1002 // The name is the test's own.
        await context.Database.ExecuteSqlRawAsync($"alter table {table} rename to mislaid_{table}", Cancelled);
#pragma warning restore EF1002
    }

    // A test's PostgreSQL asks for no password, and does not mind one.
    private static string? WithPassword(TestDatabase database) => database.Options.Kind == DatabaseKind.PostgreSql
        ? new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { Password = Secrets.Password }.ConnectionString
        : null;
}

public sealed class ProcessOnSqlite() : ProcessTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task Application_Insights_is_sent_what_a_collector_is_sent()
    {
        await using var insights = PlayedCollector.Start();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, TestContext.Current.CancellationToken);
        await using var server = await ObservedProcess.StartAsync(database, environment: [
            new(
                "APPLICATIONINSIGHTS_CONNECTION_STRING",
                "InstrumentationKey=7a3b8a4e-0d4f-4f6e-9a55-0c1d2e3f4a5b;"
                    + $"IngestionEndpoint={insights.Endpoint}/;LiveEndpoint={insights.Endpoint}/"),
            new("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true"),
            new("AZURE_CLIENT_ID", null),
        ]);

        // Many at once: all of them are sent, however many a second they are.
        var names = Enumerable.Range(1, 20).Select(number => $"Regions{number}").ToArray();
        await Task.WhenAll(names.Select(name => server.AskAsync($$"""{"query":"query {{name}} { regions { totalCount } }"}""")));
        await server.StopAsync();

        await insights.WaitForAsync("track", [.. names.Select(name => $"\"graphql.operation.name\":\"{name}\""), "plan"]);
    }

    [Fact]
    public async Task A_collector_for_which_no_protocol_is_set_is_sent_gRPC()
    {
        await using var collector = await GrpcCollector.StartAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, TestContext.Current.CancellationToken);
        await using var server = await ObservedProcess.StartAsync(database, environment: collector.Variables);

        await server.AskAsync("""{"query":"query Regions { regions { totalCount } }"}""");

        await collector.WaitForAsync("Trace", "indhcoops-server", "graphql.operation.name", "Regions", "plan", "db.query.text");
        await collector.WaitForAsync("Metrics", "indhcoops.cache.lookups", "http.server.request.duration");
        await collector.WaitForAsync("Logs", "Application started");
    }
}

public sealed class ProcessOnPostgres() : ProcessTests(DatabaseKind.PostgreSql)
{
    [Fact]
    public async Task A_database_that_cannot_be_reached_ends_the_start_and_no_secret_is_in_what_is_told_of_it()
    {
        await using var collector = PlayedCollector.Start();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, TestContext.Current.CancellationToken);
        await using var server = await ObservedProcess.StartAsync(
            database,
            $"Host=127.0.0.1;Port=9;Database=indhcoops;Username=clerk;Password={Secrets.Password}",
            [.. collector.Variables, new("Logging__LogLevel__Default", "Debug")]);

        Assert.Equal(1, await server.EndAsync());
        Assert.Contains("Nobody listens at 127.0.0.1:9", server.Output, StringComparison.Ordinal);
        Assert.True(collector.Holds("logs", "Nobody listens at 127.0.0.1:9: start PostgreSQL there"u8));
        Assert.True(collector.Holds("logs", "Npgsql.NpgsqlException"u8));
        Assert.DoesNotContain(Secrets.Password, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secrets.Password, collector.Everything, StringComparison.Ordinal);
    }
}

/// <summary>What must not be told.</summary>
internal static class Secrets
{
    public const string Password = "hunter2-Password";
    public const string AccountKey = "aHVudGVyMi1BY2NvdW50S2V5";
    public const string Token = "hunter2-Token";
    public const string Variable = "hunter2-Variable";

    public static IReadOnlyList<string> All { get; } = [Password, AccountKey, Token, Variable];
}
