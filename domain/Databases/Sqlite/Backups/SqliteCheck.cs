using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Upgrading;
using Microsoft.Data.Sqlite;

namespace IndhCoops.Domain.Databases.Sqlite.Backups;

/// <summary>Finds out whether a file of SQLite is whole, and is a database of this program.</summary>
internal static class SqliteCheck
{
    /// <summary>Checks every page, index and reference of a database.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? FindFault(SqliteConnection connection)
    {
        try
        {
            return Scalar(connection, "pragma integrity_check(1)") is string and not "ok" and var fault ? fault
                : Scalar(connection, "select count(*) from pragma_foreign_key_check") is > 0L and var rows
                    ? $"{rows} rows refer to rows that are missing"
                : null;
        }
        catch (SqliteException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The schema of a database; null where it is none of this program's.</summary>
    public static async Task<SchemaVersion?> VersionAsync(DatabaseOptions database, CancellationToken cancellationToken)
    {
        await using var context = new IndhCoopsContextFactory(database).CreateDbContext();
        var version = await SchemaVersion.ReadAsync(context, cancellationToken);
        return version.Applied.Count > 0 ? version : null;
    }

    /// <summary>How many movements the ledger has.</summary>
    public static long Movements(SqliteConnection connection) => (long)Scalar(connection, "select count(*) from movements")!;

    /// <summary>Runs a statement, and gives its first value.</summary>
    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command.ExecuteScalar();
    }
}
