using IndhCoops.Domain.Persistence;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>
/// Detects a pooler between the program and PostgreSQL that the settings do not name: most queries would work, and some would fail.
/// </summary>
internal static class PostgresPooler
{
    /// <summary>Refuses a pooler that the settings do not tell of.</summary>
    /// <exception cref="DatabaseNotReadyException">There is one.</exception>
    public static async Task RefuseUntoldAsync(DatabaseOptions database, CancellationToken cancellationToken)
    {
        if (database.Pooling == DatabasePooling.None && await IsThereAsync(database, cancellationToken))
        {
            throw new DatabaseNotReadyException(
                "PostgreSQL is reached through a connection pooler (PgBouncer or the like), which gives each transaction another session. "
                + "Set INDHCOOPS_Database__Pooling=transaction, or name PostgreSQL itself in the connection string.");
        }
    }

    private static async Task<bool> IsThereAsync(DatabaseOptions database, CancellationToken cancellationToken)
    {
        await using var source = database.Source(settings => settings.Pooling = false);
        try
        {
            // PostgreSQL tells a client the process that serves it, so that the client can cancel. A pooler tells a number of its own.
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
            return (int)(await command.ExecuteScalarAsync(cancellationToken))! != connection.ProcessID;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ProtocolViolation)
        {
            // PgBouncer before 1.20 takes no options at the start of a session.
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false; // The database is made later.
        }
    }
}
