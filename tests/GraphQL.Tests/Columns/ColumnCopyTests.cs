using System.Data.Common;
using System.Diagnostics;
using System.Text;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Tables;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>Totals and groups come from a copy by columns, and nobody can tell but by the clock.</summary>
public abstract class ColumnCopyTests(GraphFixture graph)
{
    private protected const string Unindexed = "(first: 50, where: { name: { contains: \"recopiée\" } })";

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Totals_groups_and_counts_are_byte_for_byte_those_of_the_database_while_rows_are_added_changed_and_removed()
    {
        await using var server = await ColumnsServer.StartAsync(graph.Database);
        const int Requests = 100;
        for (var i = 0; i < Requests; i++)
        {
            if (i % 5 == 0)
            {
                await WriteAsync(i);
            }

            var query = MadeUpTotals.Of(i);
            using var expected = await graph.Executor.ExecuteAsync(new GraphRequest(query), Cancelled);
            Assert.Equal(
                $"{query} {Encoding.UTF8.GetString(expected.Body.Span)}",
                $"{query} {Encoding.UTF8.GetString(await server.AnswerAsync(query))}");
            Assert.StartsWith("{\"data\":", Encoding.UTF8.GetString(expected.Body.Span), StringComparison.Ordinal);
        }

        Assert.Equal(Requests, server.Hits);
    }

    [Fact]
    public async Task The_plan_says_which_store_answers_and_what_an_index_finds_stays_with_the_database()
    {
        await using var server = await ColumnsServer.StartAsync(graph.Database);

        Assert.Equal(
            ["cooperatives: database", "cooperatives: columns", "cooperatives.groups: columns", "cooperatives: columns"],
            await server.StoresAsync(
                "{ cooperatives(first: 2) { nodes { name } totalCount aggregate { max { foundedYear } } groups { key { "
                    + "dataSource } count } } }"));
        Assert.Equal(
            ["grants: database"],
            await server.StoresAsync(
                $$"""{ grants(where: { cooperative: { id: { eq: "{{Guid.Empty}}" } } }) { aggregate { sum { amount } } } }"""));
        Assert.Equal(["regions: database"], await server.StoresAsync("{ regions { aggregate { sum { population } } } }"));
        Assert.Equal(["changes: database"], await server.StoresAsync("{ changes { totalCount } }"));
    }

    [Fact]
    public async Task A_page_and_its_totals_are_of_one_state_whatever_is_written_between_them()
    {
        await using var server = await ColumnsServer.StartAsync(graph.Database);
        var page =
            $"{{ cooperatives{Unindexed} {{ nodes {{ id }} totalCount aggregate {{ count }} groups {{ key {{ dataSource }} count }} }} }}";
        var before = (int)(await server.DataAsync($"{{ cooperatives{Unindexed} {{ totalCount }} }}"))["cooperatives"]!["totalCount"]!;
        server.BeforeReading(() => AddAsync("Une recopiée entre deux"));

        var rows = (await server.DataAsync(page))["cooperatives"]!;

        Assert.Equal(Math.Min(50, before + 1), rows["nodes"]!.AsArray().Count);
        Assert.Equal(before + 1, (int)rows["totalCount"]!);
        Assert.Equal(before + 1, (int)rows["aggregate"]!["count"]!);
        Assert.Equal(before + 1, rows["groups"]!.AsArray().Sum(group => (int)group!["count"]!));
        Assert.Equal(1, server.Measurements.Count("indhcoops.columns.requests", "result=changed"));
    }

    [Fact]
    public async Task No_answer_is_older_than_the_last_write_before_its_question_with_two_servers_and_many_clients()
    {
        const string Ask = $"{{ cooperatives{Unindexed} {{ totalCount aggregate {{ count }} groups {{ key {{ foundedYear }} count }} }} }}";
        await using var one = await ColumnsServer.StartAsync(graph.Database);
        await using var other = await ColumnsServer.StartAsync(graph.Database);
        var first = (int)(await one.DataAsync(Ask))["cooperatives"]!["totalCount"]!;
        var written = 0;
        var writing = 3;

        // On threads of their own: a reader that never has to wait would keep xunit's few from those who write.
        await Task.WhenAll([
            .. Enumerable.Range(0, writing).Select(writer => Task.Run(() => WriteAsync(writer), Cancelled)),
            .. new[] { one, other, one, other }.Select(server => Task.Run(() => KeepReadingAsync(server), Cancelled)),
        ]);

        Assert.Equal(first + 45, (int)(await other.DataAsync(Ask))["cooperatives"]!["totalCount"]!);
        Assert.All([one, other], server => Assert.NotEqual(0, server.Hits));

        async Task WriteAsync(int writer)
        {
            for (var i = 0; i < 15; i++)
            {
                await AddAsync($"Une recopiée par {writer}, {i}");
                Interlocked.Increment(ref written);
                await ReadAsync(i % 2 == 0 ? one : other);
            }

            Interlocked.Decrement(ref writing);
        }

        async Task KeepReadingAsync(ColumnsServer server)
        {
            while (Volatile.Read(ref writing) > 0)
            {
                await ReadAsync(server);
                await Task.Delay(1, Cancelled);
            }
        }

        async Task ReadAsync(ColumnsServer server)
        {
            var known = Volatile.Read(ref written);
            var answer = (await server.DataAsync(Ask))["cooperatives"]!;
            var count = (int)answer["totalCount"]!;
            Assert.True(count - first >= known, $"{count - first} were counted after {known} had been written.");
            Assert.Equal(count, (int)answer["aggregate"]!["count"]!);
            Assert.Equal(count, answer["groups"]!.AsArray().Sum(group => (int)group!["count"]!));
        }
    }

    [Fact]
    public async Task A_bulk_write_is_answered_by_the_database_until_the_copy_is_made_anew()
    {
        const string Ask = "{ grants { totalCount } cooperatives { totalCount aggregate { min { foundedYear } } } }";
        await using var server = await ColumnsServer.StartAsync(graph.Database);
        var before = await server.DataAsync(Ask);
        Assert.True((int)before["grants"]!["totalCount"]! + (int)before["cooperatives"]!["totalCount"]! > 2_000);
        await WriteInBulkAsync(foundedYear: 1900);

        Assert.All(await server.StoresAsync(Ask), store => Assert.EndsWith(": database", store, StringComparison.Ordinal));

        // Behind, or made anew already.
        var lag = server.Measurements.Last("indhcoops.columns.lag");
        Assert.True(lag > 0 || (await server.StoresAsync(Ask)).All(store => store.EndsWith(": columns", StringComparison.Ordinal)));
        var waited = Stopwatch.StartNew();
        do
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "The copy was not made anew."); // Guards against hanging.
            Assert.Equal(1900, (int)(await server.DataAsync(Ask))["cooperatives"]!["aggregate"]!["min"]!["foundedYear"]!);
            await Task.Delay(20, Cancelled);
        }
        while (!(await server.StoresAsync(Ask)).All(store => store.EndsWith(": columns", StringComparison.Ordinal)));

        Assert.Equal(1900, (int)(await server.DataAsync(Ask))["cooperatives"]!["aggregate"]!["min"]!["foundedYear"]!);
        Assert.Equal(0, server.Measurements.Last("indhcoops.columns.lag"));
        Assert.True(server.Measurements.Last("indhcoops.columns.rows") > 2_000);
        Assert.True(server.Measurements.Last("indhcoops.columns.memory") > 0);
    }

    [Fact]
    public async Task What_is_written_in_bulk_while_nobody_asks_is_in_the_copy_before_somebody_does()
    {
        const string Ask = "{ grants { totalCount } cooperatives { totalCount aggregate { min { foundedYear } } } }";
        await using var server = await ColumnsServer.StartAsync(graph.Database);
        var version = server.Version;

        await WriteInBulkAsync(foundedYear: 1901);

        for (var waited = Stopwatch.StartNew(); server.Version is not { } now || now == version;)
        {
            Assert.True(waited.Elapsed < Patience.Limit, "Nobody brought it in."); // Guards against hanging.
            await Task.Delay(20, Cancelled);
        }

        Assert.All(await server.StoresAsync(Ask), store => Assert.EndsWith(": columns", store, StringComparison.Ordinal));
        Assert.Equal(1901, (int)(await server.DataAsync(Ask))["cooperatives"]!["aggregate"]!["min"]!["foundedYear"]!);
    }

    [Fact]
    public async Task Tables_are_byte_for_byte_those_of_the_database_and_as_fresh()
    {
        string[] queries =
        [
            "{ grants(order: [{ amount: DESC }]) { nodes { id amount awardedOn phase dataSource cooperative { "
                + "name nameArabic foundedYear exports province { name } } programme { code aliases } } } }",
            "{ movements(where: { kind: { neq: REFUND }, grant: { cooperative: { name: { contains: \"ar\" } } } }) { nodes { "
                + "id kind amount signedAmount effectiveOn recordedAt grant { id } } } }",
            "{ cooperatives(order: [{ name: ASC }, { grants: { aggregate: { sum: { amount: DESC } } } }]) { nodes { id name } } }",
            "{ grants { groups(order: [{ sum: { amount: DESC } }]) { key { awardedOn(by: YEAR) cooperative { province { name } } } "
                + "count sum { amount } share { sum { amount } } } } }",
        ];
        await using var server = await ColumnsServer.StartAsync(graph.Database);
        foreach (var format in TableFormat.General)
        {
            await AddAsync($"Une tablée en {format.Extension}");
            foreach (var query in queries)
            {
                var expected = await graph.TableAsync(query, format);
                var table = await server.Client.GetByteArrayAsync(
                    new Uri(TableServer.Path(format.Extension, query), UriKind.Relative), Cancelled);
                Assert.True(expected.AsSpan().SequenceEqual(table), $"{format.Extension} of {query}");
            }
        }

        Assert.Equal(queries.Length * TableFormat.General.Count, server.Hits);
    }

    [Fact]
    public async Task While_a_table_is_read_it_stays_in_its_state_and_others_see_what_is_written()
    {
        const string Count = "{ cooperatives { totalCount aggregate { countDistinct { name } } } }";
        await using var server = await ColumnsServer.StartAsync(graph.Database);
        var before = (int)(await server.DataAsync(Count))["cooperatives"]!["totalCount"]!;
        await using var reading = ColumnsReading.Begin(server.Copy, isSnapshotNeeded: true, isStreaming: true)!;
        var read = 0;
        var rows = new SqlStatement("select id from cooperatives order by name_search, id", [], []);
        await reading.AskAsync(
            [new DatabaseQuestion(rows, StatementArguments.None, ReadAsync, exception => throw exception)], Cancelled);
        Assert.Equal(before, read);
        Assert.Equal(2, server.Hits);

        async ValueTask<int> ReadAsync(DbDataReader reader, CancellationToken cancellation)
        {
            for (; await reader.ReadAsync(cancellation); read++)
            {
                if (read == 0)
                {
                    await AddAsync("Une pendant la lecture");
                    Assert.Equal(before + 1, (int)(await server.DataAsync(Count))["cooperatives"]!["totalCount"]!);
                    server.Copy.Pack();
                }
            }

            return read;
        }
    }

    private protected GraphFixture Graph => graph;

    private protected async Task AddAsync(string name)
    {
        await using var context = graph.Context();
        await AddAsync(name, context);
    }

    internal static async Task AddAsync(string name, IndhCoopsContext context)
    {
        context.Add(new Cooperative(
            Guid.NewGuid(), name, await context.Provinces.SingleAsync(province => province.Code == "MA-KHE", Cancelled), 1902,
            DataSource.Press, "test"));
        await context.SaveChangesAsync(Cancelled);
    }

    // More rows than a request brings in.
    private async Task WriteInBulkAsync(int foundedYear)
    {
        await using var context = graph.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancelled);
        await context.Database.ExecuteSqlAsync(
            $"update grants set phase = phase; update cooperatives set founded_year = {foundedYear}", Cancelled);
        await transaction.CommitAsync(Cancelled);
    }

    // A row more, and of those before it one that changes and one that goes.
    private async Task WriteAsync(int turn)
    {
        var added = $"Coopérative d'Ifrane {turn}";
        await AddAsync(added);
        await using var context = graph.Context();
        var rows = await context.Cooperatives
            .Where(row => row.FoundedYear == 1902 && row.Grants.Count == 0 && row.Name != added)
            .OrderBy(row => row.Id)
            .Take(2)
            .ToListAsync(Cancelled);
        if (rows.Count == 2)
        {
            context.Entry(rows[0]).Property(row => row.FoundedYear).CurrentValue = 1950 + (turn % 60);
            context.Remove(rows[1]);
        }

        // What rows of the copy carry of others changes with those.
        var moved = await context.Cooperatives.Where(row => row.Grants.Count > 1).OrderBy(row => row.Id).Skip(turn).FirstAsync(Cancelled);
        context.Entry(moved).Reference(row => row.Province).CurrentValue = await context.Provinces.OrderBy(row => row.Code)
            .Skip(turn % 12)
            .FirstAsync(Cancelled);
        var given = await context.Grants.Include(row => row.Programme)
            .Where(row => row.Programme != null)
            .OrderBy(row => row.Id)
            .FirstAsync(Cancelled);
        context.Entry(given).Reference(row => row.Programme).CurrentValue = null;

        // Nothing referred to this one yet.
        context.Entry(given).Reference(row => row.Cooperative).CurrentValue =
            await context.Cooperatives.FirstAsync(row => row.Name == added, Cancelled);
        await context.SaveChangesAsync(Cancelled);
    }
}

public sealed class ColumnCopyOfSqlite(SqliteGraph graph) : ColumnCopyTests(graph), IClassFixture<SqliteGraph>;

public sealed class ColumnCopyOfPostgres(PostgresGraph graph) : ColumnCopyTests(graph), IClassFixture<PostgresGraph>
{
    [Fact]
    public async Task A_transaction_that_commits_late_is_in_every_answer_after_it_and_in_none_before()
    {
        const string Ask = $"{{ cooperatives{Unindexed} {{ totalCount aggregate {{ count }} }} }}";
        await using var server = await ColumnsServer.StartAsync(Graph.Database);
        var first = await CountAsync();
        await using var context = Graph.Context();
        await using var slow = await context.Database.BeginTransactionAsync(Cancelled);
        await AddAsync("Une recopiée lente", context);

        await AddAsync("Une recopiée vite");
        Assert.Equal(first + 1, await CountAsync());
        await AddAsync("Une recopiée après");
        Assert.Equal(first + 2, await CountAsync());
        await slow.CommitAsync(Cancelled);
        Assert.Equal(first + 3, await CountAsync());
        Assert.Equal(4, server.Hits);

        async Task<int> CountAsync() => (int)(await server.DataAsync(Ask))["cooperatives"]!["totalCount"]!;
    }

    [Fact]
    public async Task While_tables_hold_all_connections_of_theirs_what_was_written_is_brought_in()
    {
        await using var server = await ColumnsServer.StartAsync(Graph.Database, settings: ("Tables:MaxConcurrent", "1"));
        await using (var context = Graph.Context())
        {
            await using var locked = await context.Database.BeginTransactionAsync(Cancelled);
            await context.Database.ExecuteSqlRawAsync("lock table strikes in access exclusive mode", Cancelled);
            using var leaves = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var table = server.Client.GetAsync(
                new Uri(TableServer.Path("csv", "{ strikes(first: 1) { nodes { number } } }"), UriKind.Relative), leaves.Token);
            await UntilWaitingAsync(context);
            await AddAsync("Une recopiée pendant un tableau");

            Assert.All(
                await server.StoresAsync($"{{ cooperatives{Unindexed} {{ totalCount aggregate {{ count }} }} }}"),
                store => Assert.EndsWith(": columns", store, StringComparison.Ordinal));

            await leaves.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table);
        }
    }

    [Fact]
    public async Task Who_reads_other_tables_does_not_wait_for_one_that_was_written_and_is_locked()
    {
        await using var server = await ColumnsServer.StartAsync(Graph.Database);
        await AddAsync("Une recopiée sous clef");
        await using var context = Graph.Context();
        await using var locked = await context.Database.BeginTransactionAsync(Cancelled);
        await context.Database.ExecuteSqlRawAsync("lock table cooperatives in access exclusive mode", Cancelled);

        Assert.All(
            await server.StoresAsync("{ movements { totalCount aggregate { sum { amount } } } }"),
            store => Assert.EndsWith(": columns", store, StringComparison.Ordinal));
    }

    private static async Task UntilWaitingAsync(IndhCoopsContext context)
    {
        const string Waiting = """
            select exists (
                select from pg_locks
                where database = (select oid from pg_database where datname = current_database()) and not granted) as "Value"
            """;
        for (var waited = Stopwatch.StartNew(); !await context.Database.SqlQueryRaw<bool>(Waiting).SingleAsync(Cancelled);)
        {
            Assert.True(waited.Elapsed < Patience.Limit, "Nobody reads the table."); // Guards against hanging.
        }
    }
}
