using System.Data.Common;
using System.Globalization;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Upgrading;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>Upgrades a file, also one that an earlier version left half made when it was killed.</summary>
internal sealed class SqliteUpgrade : SchemaUpgrade
{
    private const string Lock = "__EFMigrationsLock";

    // Earlier versions upgrade within seconds.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>SQLite creates a file that it opens, but no folder.</summary>
    public override Task CreateAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(context.Database.GetDbConnection().DataSource))!);
        return Task.CompletedTask;
    }

    /// <summary>
    /// With a write-ahead log, readers do not wait for the writer. SQLite refuses to switch to it while another process writes.
    /// </summary>
    public override async Task SetUpAsync(IndhCoopsContext context, WriteTurn turn, CancellationToken cancellationToken)
    {
        while (!await SqliteLocks.TryWriteAsync(
            context, () => context.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancellationToken)))
        {
            await turn.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Earlier versions guarded an upgrade by a row, which a killed process leaves behind.</summary>
    public override async Task<string?> FindEarlierLockAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        await ScalarAsync(context, $"select count(*) from sqlite_master where name = '{Lock}'", cancellationToken) is > 0L
            ? (string?)await ScalarAsync(context, $"select \"Timestamp\" from \"{Lock}\" limit 1", cancellationToken)
            : null;

    public override string? HoldersOfEarlierLock(IndhCoopsContext context, string taken)
    {
        var others = FileUsers.Others(context.Database.GetDbConnection().DataSource);
        return MayBeHeld(taken, DateTimeOffset.UtcNow, others) ? string.Join(" and ", others) : null;
    }

    /// <summary>Whether a lock may still be held: it is young, and a process has the file open.</summary>
    internal static bool MayBeHeld(string taken, DateTimeOffset now, IReadOnlyList<string> others) =>
        others.Count > 0
        && DateTimeOffset.TryParse(taken, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
        && (now - since).Duration() < Fresh;

    public override Task RemoveEarlierLockAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        ScalarAsync(context, $"delete from \"{Lock}\"", cancellationToken);

    /// <summary>Has no effect within a transaction.</summary>
    public override Task SetForeignKeysAsync(IndhCoopsContext context, bool isOn, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(isOn ? "pragma foreign_keys = on" : "pragma foreign_keys = off", cancellationToken);

    /// <summary>SQLite does not check references while <c>pragma foreign_keys</c> is off.</summary>
    public override async Task<int> CountDanglingAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        (await NamesAsync(context, "select \"table\" from pragma_foreign_key_check", cancellationToken)).Count;

    public override async Task<bool> ClearHalfMadeAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var tables = await NamesAsync(
            context, "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'", cancellationToken);
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

    public override bool IsOfMigration(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT };

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
