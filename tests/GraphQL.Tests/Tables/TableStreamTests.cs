using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>A table is read no faster than its client takes it, and no longer than the client stays.</summary>
public abstract class TableStreamTests(GraphFixture graph)
{
    // More than the buffers of the server and of the two ends of a connection hold.
    private static readonly string Long = $"{{ movements {{ nodes {{ {string.Join(' ', Enumerable.Range(0, 400).Select(i => $"m{i}: id"))} }} }} }}";

    private static readonly (string Key, string Value) ManyAliases = ("Documents:MaxAliases", "400");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_leaves_stops_the_reading()
    {
        await using var server = await TableServer.StartAsync(graph.Database, ManyAliases);
        using (var response = await server.Client.GetAsync(TableServer.Path("csv", Long), HttpCompletionOption.ResponseHeadersRead, Cancelled))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
            await body.ReadExactlyAsync(new byte[1000], Cancelled);
            Assert.True(await IsReadingAsync());
        }

        while (await IsReadingAsync())
        {
            await Task.Delay(20, Cancelled);
        }
    }

    [Fact]
    public async Task A_table_that_takes_too_long_breaks_off_and_is_not_taken_for_whole()
    {
        await using var server = await TableServer.StartAsync(graph.Database, ManyAliases, ("Tables:Timeout", "00:00:01"));
        using var response = await server.Client.GetAsync(TableServer.Path("csv", Long), HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
        while (await IsReadingAsync())
        {
            await Task.Delay(20, Cancelled);
        }

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, Cancelled));
    }

    // A reader keeps SQLite from emptying its log, and PostgreSQL says what its sessions do.
    private async Task<bool> IsReadingAsync()
    {
        if (graph.Kind == DatabaseKind.Sqlite)
        {
            await using var file = new SqliteConnection(graph.Database.ConnectionString);
            await file.OpenAsync(Cancelled);
            await using var write = file.CreateCommand();
            write.CommandText = "pragma busy_timeout = 0; create table if not exists touched (n integer); insert into touched values (1); pragma wal_checkpoint(truncate)";
            await using var row = await write.ExecuteReaderAsync(Cancelled);
            while (row.FieldCount < 3)
            {
                Assert.True(await row.NextResultAsync(Cancelled));
            }

            return await row.ReadAsync(Cancelled) && row.GetInt32(0) == 1;
        }

        await using var connection = new NpgsqlConnection(graph.Database.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(
            "select exists (select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = 'IndhCoops graph' and state <> 'idle')", connection);
        return (bool)(await command.ExecuteScalarAsync(Cancelled))!;
    }
}

public sealed class TableStreamsOnSqlite(SqliteGraph graph) : TableStreamTests(graph), IClassFixture<SqliteGraph>;

public sealed class TableStreamsOnPostgres(PostgresGraph graph) : TableStreamTests(graph), IClassFixture<PostgresGraph>;
