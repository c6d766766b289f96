using System.Diagnostics;
using System.Net;
using System.Text;
using DuckDB.NET.Data;
using IndhCoops.Databases;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>Whatever becomes of the copy by columns, the database answers, and the log says why once.</summary>
public abstract class ColumnCopyFailureTests(GraphFixture graph) : IDisposable
{
    private const string Totals = "{ grants { totalCount aggregate { sum { amount } } groups(first: 3) { key { phase } count } } }";

    private static readonly (string, string) NothingIsKept = ("Answers:Keep", "false");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-test-");

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
        Assert.Single(server.Log.Lines, line => line.Contains("Columns__MaxMemory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_query_for_which_the_memory_is_too_small_is_answered_by_the_database_and_told_of_once()
    {
        await using var server = await ColumnsServer.StartAsync(
            graph.Database, settings: [NothingIsKept, ("Columns:MaxMemory", "67108864"), ("Columns:Folder", _folder.FullName)]);
        var expected = await AnswerOfDatabaseAsync();
        var database = server.Copy;
        var copy = database.Rent()!;
        FillMemory(copy);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(expected, await server.GetAsync(Totals, Cancelled));
        }

        Assert.Equal((0, 3), (server.Hits, server.Measurements.Count("indhcoops.columns.requests", "result=memory")));
        Assert.Single(server.Log.Lines, line => line.Contains("A query needs more memory", StringComparison.Ordinal));

        EmptyMemory(copy);
        database.Return(copy, isSound: true);
        Assert.Equal(expected, await server.GetAsync(Totals, Cancelled));
        Assert.Equal(1, server.Hits);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("full")]
    public async Task A_folder_to_spill_to_that_is_taken_away_is_missed_by_nobody(string how)
    {
        using var disk = how == "full" ? SmallDisk.TryMount(8) : null;
        var folder = disk?.Folder ?? _folder.FullName;
        await using (var server = await ColumnsServer.StartAsync(
            graph.Database, settings: [NothingIsKept, ("Columns:MaxMemory", "67108864"), ("Columns:Folder", folder)]))
        {
            var expected = await AnswerOfDatabaseAsync();
            var database = server.Copy;
            var copy = database.Rent()!;
            if (disk is null)
            {
                Directory.Delete(Directory.GetDirectories(folder).Single(), recursive: true);
            }

            FillMemory(copy);
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(expected, await server.GetAsync(Totals, Cancelled));
            }

            database.Return(copy, isSound: false);
            Assert.InRange(server.Log.Lines.Count(line => line.Contains("copy by columns", StringComparison.Ordinal)
                && line.Contains("Warning", StringComparison.Ordinal)), 0, 1);
            Assert.Equal(
                HttpStatusCode.OK, (await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled)).StatusCode);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_whose_client_leaves_or_whose_time_is_over_ends_its_query_and_gives_its_place_back(bool leaves)
    {
        await using (var server = await ColumnsServer.StartAsync(
            graph.Database,
            settings: [
                NothingIsKept,
                ("GraphHttp:RequestTimeout", leaves ? "00:30:00" : "00:00:01"),
                ("Columns:Folder", _folder.FullName),
            ]))
        {
            var runs = new TaskCompletionSource();
            var database = server.Copy;
            var copy = database.Rent()!;
            MakeEndless(copy, runs);
            using var clients = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

            // One more than there are places: it waits for one. On a slow machine their time may be over before a query runs.
            List<Task<string>> asked = [];
            for (var waited = Stopwatch.StartNew(); !runs.Task.IsCompleted;)
            {
                Assert.True(waited.Elapsed < Patience.Limit, "No query runs.");
                var clientsAtOnce = Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount) + 1);
                asked = [.. clientsAtOnce.Select(_ => server.GetAsync(Totals, clients.Token))];
                await Task.WhenAny(runs.Task, Task.WhenAll(asked)).WithPatienceAsync("no query runs", Cancelled);
            }

            if (leaves)
            {
                await clients.CancelAsync();
            }

            foreach (var one in asked)
            {
                await (leaves ? Assert.ThrowsAnyAsync<OperationCanceledException>(() => one) : AssertTimedOutAsync(one)).WithPatienceAsync(
                    "a request does not end", Cancelled);
            }

            ColumnsDatabase.Execute(copy, "drop view grants; alter table kept rename to grants");
            database.Return(copy, isSound: true);
            var expected = await AnswerOfDatabaseAsync();
            for (var waited = Stopwatch.StartNew(); await server.GetAsync(Totals, Cancelled) != expected;)
            {
                // On a slow machine its time may be over, too.
                Assert.True(waited.Elapsed < Patience.Limit, "The next request is not answered.");
            }

            // An answer that came too late for its client counts, too.
            Assert.NotEqual(0, server.Hits);
        }

        // A query that still ran would keep the copy, and with it the folder.
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));

        static async Task AssertTimedOutAsync(Task<string> answer) => Assert.Contains("HC0045", await answer, StringComparison.Ordinal);
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

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<string> AnswerOfDatabaseAsync()
    {
        using var answer = await graph.Executor.ExecuteAsync(new GraphRequest(Totals), Cancelled);
        return Encoding.UTF8.GetString(answer.Body.Span);
    }

    // All that the copy may have, and all that it may spill.
    private static void FillMemory(DuckDBConnection copy)
    {
        ColumnsDatabase.Execute(copy, "create table ballast (id uuid)");
        for (var rows = 1 << 19; rows >= 1 << 11; rows /= 4)
        {
            while (Record.Exception(() => ColumnsDatabase.Execute(copy, $"insert into ballast select uuid() from range({rows})")) is null)
            {
                // There is room for more.
            }
        }
    }

    // It takes a little memory itself, which ended queries give back in their own time.
    private static void EmptyMemory(DuckDBConnection copy)
    {
        for (var waited = Stopwatch.StartNew(); Record.Exception(() => ColumnsDatabase.Execute(copy, "drop table ballast")) is { } full;)
        {
            Assert.True(waited.Elapsed < Patience.Limit, full.Message);
        }
    }

    // Whoever reads grants waits for the end of a count that has none.
    private static void MakeEndless(DuckDBConnection copy, TaskCompletionSource runs)
    {
#pragma warning disable DuckDBNET001 // Functions may change in later versions of the library.
        copy.RegisterScalarFunction<long, bool>("is_counted", (_, written, rows) =>
        {
            runs.TrySetResult();
            for (ulong row = 0; row < rows; row++)
            {
                written.WriteValue(false, row);
            }
        });
#pragma warning restore DuckDBNET001
        ColumnsDatabase.Execute(
            copy,
            "alter table grants rename to kept; create view grants as select * from kept where (select count(*) from "
                + "range(1000000000000) n(i) where is_counted(i)) = 0");
    }
}

public sealed class ColumnCopyFailuresOfSqlite(SqliteGraph graph) : ColumnCopyFailureTests(graph), IClassFixture<SqliteGraph>;

public sealed class ColumnCopyFailuresOfPostgres(PostgresGraph graph) : ColumnCopyFailureTests(graph), IClassFixture<PostgresGraph>;
