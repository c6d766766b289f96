using System.Diagnostics;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>Whatever becomes of the copy by columns, the database answers, and the log says why once.</summary>
public abstract class ColumnCopyFailureTests(GraphFixture graph)
{
    private const string Totals = "{ grants { totalCount aggregate { sum { amount } } groups(first: 3) { key { phase } count } } }";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_that_does_not_fit_into_memory_is_missed_by_nobody_and_told_of_once()
    {
        await using var server = await ColumnsServer.StartAsync(graph.Database, isReady: false, settings: ("Columns:MaxMemory", "1000000"));
        await server.Log.WaitForAsync(line => line.Contains("needs more than 0 MiB, so the database answers", StringComparison.Ordinal));

        for (var i = 0; i < 3; i++)
        {
            Assert.All(await server.StoresAsync(Totals), store => Assert.EndsWith(": database", store, StringComparison.Ordinal));
        }

        Assert.Equal(3, server.Measurements.Count("indhcoops.columns.requests", "result=memory"));
        Assert.Single(server.Log.Lines, line => line.Contains("Columns:MaxMemory", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("false", null)]
    [InlineData("auto", "small")]
    public async Task Without_a_copy_the_database_answers_and_nothing_is_said(string enabled, string? reason)
    {
        await using var server = await ColumnsServer.StartAsync(graph.Database, isReady: false, settings: ("Columns:Enabled", enabled));

        var waited = Stopwatch.StartNew();
        do
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "Nobody counted the rows."); // Guards against hanging.
            Assert.All(await server.StoresAsync(Totals), store => Assert.EndsWith(": database", store, StringComparison.Ordinal));
        }
        while (reason is not null && server.Measurements.Count("indhcoops.columns.requests", $"result={reason}") == 0);

        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("copy by columns", StringComparison.Ordinal));
    }
}

public sealed class ColumnCopyFailuresOfSqlite(SqliteGraph graph) : ColumnCopyFailureTests(graph), IClassFixture<SqliteGraph>;

public sealed class ColumnCopyFailuresOfPostgres(PostgresGraph graph) : ColumnCopyFailureTests(graph), IClassFixture<PostgresGraph>;
