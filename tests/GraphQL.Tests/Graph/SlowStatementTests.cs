using System.Diagnostics;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>A statement ends with its request, in the database too.</summary>
public abstract class SlowStatementTests(GraphFixture graph)
{
    private const string Slow =
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000000) select count(*) from n";

    [Fact]
    public async Task A_statement_ends_when_its_time_is_up()
    {
        await using GraphDatabase database = graph.Kind == DatabaseKind.Sqlite
            ? new SqliteGraphDatabase(graph.Database)
            : new PostgresGraphDatabase(graph.Database);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(database, deadline.Token));

        await AssertNothingRunsAsync();
    }

    private protected static async Task AskAsync(GraphDatabase database, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        await using var reading = await database.BeginAsync(isSnapshotNeeded: false, cancellationToken);
        var question = new DatabaseQuestion(
            new SqlStatement(Slow, [], []),
            StatementArguments.None,
            async (row, cancellation) => await row.ReadAsync(cancellation) ? 1 : 0,
            exception => failure = exception);
        await reading.AskAsync([question], cancellationToken);
        if (failure is not null)
        {
            throw failure;
        }
    }

    protected async Task AssertNothingRunsAsync()
    {
        if (graph.Kind == DatabaseKind.PostgreSql)
        {
            await using var context = graph.Context();
            for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
            {
                var running = await context.Database
                    .SqlQuery<int>($"""
                        select count(*)::int as "Value" from pg_stat_activity
                        where state = 'active' and query like 'with recursive n(i)%'
                        """)
                    .SingleAsync(TestContext.Current.CancellationToken);
                if (running == 0)
                {
                    return;
                }

                Assert.True(waited.Elapsed < Patience.Limit, "The statement still runs.");
            }
        }
    }
}

public sealed class SlowStatementsOnSqlite(SqliteGraph graph) : SlowStatementTests(graph), IClassFixture<SqliteGraph>;

public sealed class SlowStatementsOnPostgres(PostgresGraph graph) : SlowStatementTests(graph), IClassFixture<PostgresGraph>
{
    private readonly DatabaseOptions _database = graph.Database;

    [Fact]
    public async Task PostgreSQL_ends_a_statement_whose_request_forgets_to()
    {
        await using var database = new PostgresGraphDatabase(_database, TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(database, TestContext.Current.CancellationToken));

        await AssertNothingRunsAsync();
    }
}
