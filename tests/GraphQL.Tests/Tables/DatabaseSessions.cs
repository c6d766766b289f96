using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>What the sessions of a server do at its database.</summary>
internal static class DatabaseSessions
{
    /// <summary>Waits until no session reads or keeps a transaction open.</summary>
    public static async Task UntilNoneReadsAsync(GraphFixture graph, CancellationToken cancellationToken)
    {
        while (await IsReadingAsync(graph, cancellationToken))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Whether one does. A reader keeps SQLite from emptying its log, and PostgreSQL says what its sessions do.</summary>
    public static async Task<bool> IsReadingAsync(GraphFixture graph, CancellationToken cancellationToken)
    {
        if (graph.Kind == DatabaseKind.Sqlite)
        {
            await using var file = new SqliteConnection(graph.Database.ConnectionString);
            await file.OpenAsync(cancellationToken);
            await using var write = file.CreateCommand();
            write.CommandText =
                "pragma busy_timeout = 0; create table if not exists touched (n integer); insert into touched values (1); pragma "
                    + "wal_checkpoint(truncate)";
            await using var row = await write.ExecuteReaderAsync(cancellationToken);
            while (row.FieldCount < 3)
            {
                Assert.True(await row.NextResultAsync(cancellationToken));
            }

            return await row.ReadAsync(cancellationToken) && row.GetInt32(0) == 1;
        }

        await using var connection = new NpgsqlConnection(graph.Database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select exists (select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() "
                + "and application_name = 'IndhCoops graph' and state <> 'idle')",
            connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
