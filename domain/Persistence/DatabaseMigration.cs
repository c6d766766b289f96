using System.Data.Common;
using IndhCoops.Domain.Persistence.Upgrading;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SQLitePCL;

namespace IndhCoops.Domain.Persistence;

/// <summary>Brings a database to the current schema.</summary>
public sealed partial class DatabaseMigration(IDbContextFactory<IndhCoopsContext> contexts, ILogger<DatabaseMigration>? logger = null, DatabaseOptions? database = null)
{
    // A session that holds a table holds up everybody who comes after this one: better to step back, and to say so.
    private const string StepBack = "set local lock_timeout = '2s'";

    private readonly ILogger _logger = logger ?? NullLogger<DatabaseMigration>.Instance;

    /// <summary>How long to wait for another process that changes the database.</summary>
    internal TimeSpan Patience { get; init; } = WriteTurn.Patience;

    /// <summary>Creates the database where it is missing, and the folder of its file, and applies what is new: all of it or nothing.</summary>
    /// <returns>Whether there was an older database, which is now up to date.</returns>
    /// <exception cref="SchemaUnknownException">The database is newer than this program.</exception>
    /// <exception cref="DatabasePreparationException">A change fails, or another process does not end its own.</exception>
    public async Task<bool> MigrateAsync(CancellationToken cancellationToken)
    {
        await RefusePoolerAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var isSqlite = context.Database.IsSqlite();
        if (isSqlite)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(context.Database.GetDbConnection().DataSource))!);
        }

        var turn = new WriteTurn(context, "upgrade the database", Patience, _logger);
        var version = await ReadAsync(context, turn, cancellationToken);
        version.RefuseUnknown(context.Place());
        if (version.Applied.Count == 0)
        {
            await CreateAsync(context, cancellationToken);
        }

        await context.Database.OpenConnectionAsync(cancellationToken);
        if (isSqlite)
        {
            // Readers go on while the one writer writes.
            await turn.RunOnSqliteAsync("pragma journal_mode = wal", cancellationToken);
        }

        if (version.Missing.Count > 0 || (isSqlite && await SqliteUpgrade.FindLockAsync(context, cancellationToken) is not null))
        {
            await UpgradeAsync(context, turn, cancellationToken);
        }

        return version is { Missing.Count: > 0, Applied.Count: > 0 };
    }

    /// <summary>Finds out whether the database has the current schema, for programs that leave the making of it to the server.</summary>
    /// <exception cref="DatabaseNotReadyException">It has not, and the server is to make it.</exception>
    /// <exception cref="SchemaUnknownException">The database is newer than this program.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await RefusePoolerAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await SchemaVersion.ReadAsync(context, cancellationToken);
        version.RefuseUnknown(context.Place());
        if (version.Missing.Count > 0)
        {
            throw new DatabaseNotReadyException(version.Applied.Count == 0
                ? $"The database has no tables yet. The GraphQL server makes them: start it once on the same database, and then run this again. This one is {context.Place()}."
                : $"The database is older than this program: it lacks {string.Join(", ", version.Missing)}. The GraphQL server of the same version makes the changes: start it once on this database, and then run this again. This one is {context.Place()}.");
        }
    }

    private Task RefusePoolerAsync(CancellationToken cancellationToken) =>
        database is null ? Task.CompletedTask : PostgresPooler.RefuseUntoldAsync(database, cancellationToken);

    // Versions before this one lock the history of PostgreSQL against readers, too.
    private static async Task<SchemaVersion> ReadAsync(IndhCoopsContext context, WriteTurn turn, CancellationToken cancellationToken)
    {
        if (context.Database.IsSqlite() || !await context.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken))
        {
            return await SchemaVersion.ReadAsync(context, cancellationToken);
        }

        while (true)
        {
            try
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                await context.Database.ExecuteSqlRawAsync(StepBack, cancellationToken);
                return await SchemaVersion.ReadAsync(context, cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                await turn.WaitAsync(cancellationToken);
            }
        }
    }

    // SQLite creates a file that it opens.
    private static async Task CreateAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (context.Database.IsSqlite() || await creator.ExistsAsync(cancellationToken))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process that starts at the same time was quicker.
        }
    }

    private async Task UpgradeAsync(IndhCoopsContext context, WriteTurn turn, CancellationToken cancellationToken)
    {
        var isCleared = false;
        await SetForeignKeysAsync(context, isOn: false, cancellationToken);
        try
        {
            while (!await TryUpgradeAsync(context, turn, isCleared, cancellationToken))
            {
                isCleared = true;
            }
        }
        finally
        {
            await SetForeignKeysAsync(context, isOn: true, CancellationToken.None);
        }
    }

    // False where there was an attempt to make a database that came to nothing, and that may be made anew.
    private async Task<bool> TryUpgradeAsync(IndhCoopsContext context, WriteTurn turn, bool clear, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var transaction = await turn.BeginAsync(cancellationToken);
            if (await IsHeldByEarlierVersionAsync(context, cancellationToken) is { } others)
            {
                await transaction.RollbackAsync(cancellationToken);
                await turn.WaitAsync(cancellationToken, others);
                continue;
            }

            var failure = await TryApplyAsync(context, clear, cancellationToken);
            if (failure is null)
            {
                await transaction.CommitAsync(cancellationToken);
                return true;
            }

            await transaction.RollbackAsync(cancellationToken);
            if (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                await turn.WaitAsync(cancellationToken, "sessions that use its tables hold it up; pg_stat_activity lists them");
                continue;
            }

            return !clear && failure.InnerException is SqliteException && await IsEmptyAsync(context, cancellationToken) ? false : throw failure;
        }
    }

    private async Task<DatabasePreparationException?> TryApplyAsync(IndhCoopsContext context, bool clear, CancellationToken cancellationToken)
    {
        if (clear && await SqliteUpgrade.ClearAsync(context, cancellationToken))
        {
            MadeAnew(context.Place());
        }

        var migrations = new MigrationRunner(context);
        await migrations.MakeHistoryAsync(cancellationToken);
        if (!context.Database.IsSqlite())
        {
            await context.Database.ExecuteSqlRawAsync(StepBack, cancellationToken);
        }

        // Another process may have made the changes meanwhile.
        var version = await SchemaVersion.ReadAsync(context, cancellationToken);
        version.RefuseUnknown(context.Place());
        foreach (var id in version.Missing)
        {
            try
            {
                Applying(id);
                await migrations.ApplyAsync(id, cancellationToken);
            }
            catch (DbException exception) when (IsOfTheChange(exception))
            {
                var reason = exception is PostgresException server ? server.MessageText : exception.Message;
                return new DatabasePreparationException(
                    $"The change {id} of the database failed: {reason.TrimEnd('.')}. Nothing was changed. If the database was made by a version between two releases, or changed by hand, "
                    + $"start on a new one (another --data folder, or another name) or restore a backup. This one is {context.Place()}.",
                    exception);
            }
        }

        return context.Database.IsSqlite() && await SqliteUpgrade.DanglingAsync(context, cancellationToken) is > 0 and var rows
            ? new DatabasePreparationException($"The database was not upgraded: {rows} of its rows refer to rows that are missing. Nothing was changed. Restore a backup. This one is {context.Place()}.")
            : null;
    }

    // A full disk, a lost connection and the like say themselves what they are.
    private static bool IsOfTheChange(DbException exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT,
        PostgresException server => server.SqlState is PostgresErrorCodes.LockNotAvailable || server.SqlState.StartsWith("42", StringComparison.Ordinal) || server.SqlState.StartsWith("23", StringComparison.Ordinal),
        _ => false,
    };

    private static async Task<bool> IsEmptyAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        await using var attempt = await context.Database.BeginTransactionAsync(cancellationToken);
        return await SqliteUpgrade.ClearAsync(context, cancellationToken);
    }

    // Versions before this one guarded an upgrade of SQLite by a row. Null where nobody does.
    private async Task<string?> IsHeldByEarlierVersionAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        if (!context.Database.IsSqlite() || await SqliteUpgrade.FindLockAsync(context, cancellationToken) is not { } taken)
        {
            return null;
        }

        var others = FileUsers.Others(context.Database.GetDbConnection().DataSource);
        if (SqliteUpgrade.MayBeHeld(taken, DateTimeOffset.UtcNow, others))
        {
            return $"{string.Join(" and ", others)} took its lock at {taken}";
        }

        LockTakenOver(taken);
        await SqliteUpgrade.ReleaseAsync(context, cancellationToken);
        return null;
    }

    // Has no effect within a transaction. SQLite makes tables anew where others refer to them.
    private static Task SetForeignKeysAsync(IndhCoopsContext context, bool isOn, CancellationToken cancellationToken) => context.Database.IsSqlite()
        ? context.Database.ExecuteSqlRawAsync(isOn ? "pragma foreign_keys = on" : "pragma foreign_keys = off", cancellationToken)
        : Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Upgrading the database: {Migration}")]
    private partial void Applying(string migration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An upgrade that began at {Taken} was broken off: its process has ended. Its lock is taken over")]
    private partial void LockTakenOver(string taken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The making of {Place} was broken off half-way, before there was a single row in it: it is made anew")]
    private partial void MadeAnew(string place);
}
