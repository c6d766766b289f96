using System.Globalization;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Statements that are asked together: what one of them meets does not concern the others, now or later.</summary>
public abstract class BatchTests(GraphFixture graph)
{
    private const int Rows = 2000;

    // So many fit into no buffer, so that the failure comes when rows of it have been read.
    private static readonly string Failing = string.Create(CultureInfo.InvariantCulture,
        $"with recursive n(i) as (select 1 union all select i + 1 from n where i < {Rows}) select abs(case "
            + $"when i = {Rows} then -9223372036854775807 - 1 else i end) from n");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_that_fails_among_its_rows_leaves_those_behind_it_answered_however_often_they_are_asked()
    {
        await using GraphDatabase database = graph.Kind == DatabaseKind.Sqlite
            ? new SqliteGraphDatabase(graph.Database)
            : new PostgresGraphDatabase(graph.Database);

        // The driver prepares a statement when it is asked for the second time.
        for (var times = 0; times < 5; times++)
        {
            var (failing, sound) = await AskAsync(database, isSnapshotNeeded: false, static _ => { }, Cancelled);

            Assert.NotNull(failing.Failure);
            Assert.Null(sound.Failure);
            Assert.Equal(1, sound.Rows);
        }
    }

    [Fact]
    public async Task A_client_that_leaves_among_the_rows_of_one_statement_harms_nobody_who_asks_later()
    {
        await using GraphDatabase database = graph.Kind == DatabaseKind.Sqlite
            ? new SqliteGraphDatabase(graph.Database)
            : new PostgresGraphDatabase(graph.Database);
        for (var times = 0; times < 5; times++)
        {
            using var leaving = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(
                database, isSnapshotNeeded: false, row =>
                {
                    if (row == 10)
                    {
                        leaving.Cancel();
                    }
                },
                leaving.Token));

            var (_, sound) = await AskAsync(database, isSnapshotNeeded: false, static _ => { }, Cancelled);
            Assert.Null(sound.Failure);
            Assert.Equal(1, sound.Rows);
        }
    }

    private static async Task<(Asked Failing, Asked Sound)> AskAsync(
        GraphDatabase database, bool isSnapshotNeeded, Action<int> atRow, CancellationToken cancellationToken)
    {
        var (failing, sound) = (new Asked(Failing, atRow), new Asked("select 'sound'", static _ => { }));
        await using var reading = await database.BeginAsync(isSnapshotNeeded, Cancelled);
        await reading.AskAsync([failing.Question, sound.Question], cancellationToken);
        return (failing, sound);
    }

    private sealed class Asked(string sql, Action<int> atRow)
    {
        public int Rows { get; private set; }

        public Exception? Failure { get; private set; }

        public DatabaseQuestion Question => new(
            new SqlStatement(sql, [], []),
            StatementArguments.None,
            async (row, cancellation) =>
            {
                while (await row.ReadAsync(cancellation))
                {
                    atRow(++Rows);
                    cancellation.ThrowIfCancellationRequested();
                }

                return Rows;
            },
            exception => Failure = exception);
    }
}

public sealed class BatchesOnSqlite(SqliteGraph graph) : BatchTests(graph), IClassFixture<SqliteGraph>;

public sealed class BatchesOnPostgres(PostgresGraph graph) : BatchTests(graph), IClassFixture<PostgresGraph>;
