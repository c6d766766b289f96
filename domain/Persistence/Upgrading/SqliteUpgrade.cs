using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Persistence.Upgrading;

/// <summary>What earlier versions may have left in a SQLite file when they were killed while they made or upgraded it.</summary>
internal static class SqliteUpgrade
{
    private const string Lock = "__EFMigrationsLock";

    // Earlier versions upgrade within seconds.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>When an earlier version took its lock, which a process that is killed leaves behind; null where there is none.</summary>
    public static async Task<string?> FindLockAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        await ScalarAsync(context, $"select count(*) from sqlite_master where name = '{Lock}'", cancellationToken) is > 0L
            ? (string?)await ScalarAsync(context, $"select \"Timestamp\" from \"{Lock}\" limit 1", cancellationToken)
            : null;

    /// <summary>Whether a process that has that lock may still be at work: it is young, and a process has the file open.</summary>
    public static bool MayBeHeld(string taken, DateTimeOffset now, IReadOnlyList<string> others) =>
        others.Count > 0
        && DateTimeOffset.TryParse(taken, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
        && (now - since).Duration() < Fresh;

    /// <summary>Takes the lock away.</summary>
    public static Task ReleaseAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        ScalarAsync(context, $"delete from \"{Lock}\"", cancellationToken);

    /// <summary>Empties a database that has tables and not a single row: somebody began to make it and was killed. False where there are rows.</summary>
    public static async Task<bool> ClearAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var tables = await NamesAsync(context, "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'", cancellationToken);
        foreach (var table in tables.Where(table => !table.StartsWith("__EF", StringComparison.Ordinal)))
        {
            if (await ScalarAsync(context, $"select 1 from \"{table}\" limit 1", cancellationToken) is not null)
            {
                return false;
            }
        }

        foreach (var table in tables)
        {
            await ScalarAsync(context, $"drop table \"{table}\"", cancellationToken); // With its indexes and triggers.
        }

        return true;
    }

    /// <summary>Counts rows that refer to none; <c>pragma foreign_keys</c> is off while tables are made anew.</summary>
    public static async Task<int> DanglingAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        (await NamesAsync(context, "select \"table\" from pragma_foreign_key_check", cancellationToken)).Count;

    private static async Task<List<string>> NamesAsync(IndhCoopsContext context, string sql, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await using var command = Command(context, sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task<object?> ScalarAsync(IndhCoopsContext context, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(context, sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static SqliteCommand Command(IndhCoopsContext context, string sql)
    {
        var command = (SqliteCommand)context.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
