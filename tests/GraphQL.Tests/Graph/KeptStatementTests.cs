using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Engine.Sql;
using IndhCoops.GraphQL.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Requests of one shape are answered by statements that SQLite compiled once, whatever values they bring.</summary>
public sealed class KeptStatementTests(SqliteGraph graph) : IClassFixture<SqliteGraph>
{
    private const int Requests = 4;

    [Theory]
    [InlineData(
        "query($v: String!) { cooperatives(first: 3, where: { name: { startsWith: $v } }) { nodes { name } } }", "A", "Coop", "Z", "")]
    [InlineData(
        """
        query($v: String!) {
          cooperatives(first: 3, where: { name: { contains: $v } }, order: [{ name: DESC }]) { totalCount nodes { name } }
        }
        """,
        "a", "el", "%", "_")]
    [InlineData(
        "query($v: String!) { search(text: $v, first: 5) { name cooperative { grants(first: 2) { nodes { amount } } } } }",
        "argan", "al", "miel", "z")]
    [InlineData(
        """
        query($v: Decimal!) {
          grants(where: { amount: { gte: $v } }) { aggregate { count sum { amount } } groups(first: 3) { key { phase } count } }
        }
        """,
        1, 1_000_000, 5, 0)]
    [InlineData("query($v: Int!) { grants(first: $v) { nodes { amount cooperative { name } } } }", 1, 50, 2, 49)]
    public async Task A_statement_is_compiled_once_for_all_values(string query, object first, object second, object third, object fourth)
    {
        await using var database = new WatchedDatabase(new SqliteGraphDatabase(graph.Database));
        var executor = graph.NewExecutor(new CostOptions { EnforceCostLimits = false }, database: database);
        foreach (var v in new[] { first, second, third, fourth })
        {
            var answer = await GraphFixture.AnswerAsync(executor, query, new { v });
            Assert.True(answer["errors"] is null, answer.ToJsonString());
        }

        Assert.Contains(database.Statements.Values, statement => statement.Asked == Requests);
        Assert.All(database.Statements.Values, statement => Assert.Equal((statement.Asked, 0), (statement.Runs, statement.Compilations)));
    }

    /// <summary>
    /// Passes everything on to SQLite, and keeps how often each statement was asked, how often SQLite ran it, and how often it compiled it
    /// anew.
    /// </summary>
    private sealed class WatchedDatabase(SqliteGraphDatabase database) : GraphDatabase
    {
        // https://www.sqlite.org/c3ref/c_stmtstatus_counter.html, of which the driver's library names none.
        private const int Reprepare = 5;
        private const int Run = 6;

        public Dictionary<string, (int Asked, int Runs, int Compilations)> Statements { get; } = [];

        public override SqlDialect Dialect => database.Dialect;

        public override async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            await base.DisposeAsync();
        }

        internal override async ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken) =>
            new Reading(this, await database.BeginAsync(isSnapshotNeeded, cancellationToken));

        private sealed class Reading(WatchedDatabase owner, GraphReading reading) : GraphReading
        {
            public override ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken) =>
                reading.AskAsync([.. questions.Select(Watched)], cancellationToken);

            public override ValueTask DisposeAsync() => reading.DisposeAsync();

            private DatabaseQuestion Watched(DatabaseQuestion question) => question with
            {
                Read = (reader, cancellationToken) =>
                {
                    var statement = ((SqliteDataReader)reader).Handle!;
                    owner.Statements[question.Statement.Text] = (
                        owner.Statements.GetValueOrDefault(question.Statement.Text).Asked + 1,
                        raw.sqlite3_stmt_status(statement, Run, 0),
                        raw.sqlite3_stmt_status(statement, Reprepare, 0));
                    return question.Read(reader, cancellationToken);
                },
            };
        }
    }
}
