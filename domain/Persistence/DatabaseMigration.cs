using System.Data.Common;
using IndhCoops.Domain.Persistence.Upgrading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IndhCoops.Domain.Persistence;

/// <summary>Brings a database to the current schema.</summary>
public sealed partial class DatabaseMigration(
    IDbContextFactory<IndhCoopsContext> contexts, ILogger<DatabaseMigration>? logger = null, DatabaseOptions? database = null)
{
    private readonly ILogger _logger = logger ?? NullLogger<DatabaseMigration>.Instance;

    /// <summary>How long to wait for another process that changes the database.</summary>
    internal TimeSpan Patience { get; init; } = WriteTurn.Patience;

    /// <summary>
    /// Creates the database where it is missing, and the folder of its file, and applies what is new: all of it or nothing.
    /// </summary>
    /// <returns>Whether there was an older database, which is now up to date.</returns>
    /// <exception cref="SchemaUnknownException">The database is newer than this program.</exception>
    /// <exception cref="DatabasePreparationException">A change fails, or another process does not end its own.</exception>
    public async Task<bool> MigrateAsync(CancellationToken cancellationToken)
    {
        await CheckSettingsAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (upgrade, turn) = (context.Provider.Upgrade, new WriteTurn(context, "upgrade the database", Patience, _logger));
        var version = await upgrade.ReadVersionAsync(context, turn, cancellationToken);
        version.RefuseUnknown(context.Place());
        if (version.Applied.Count == 0)
        {
            await upgrade.CreateAsync(context, cancellationToken);
        }

        await context.Database.OpenConnectionAsync(cancellationToken);
        await upgrade.SetUpAsync(context, turn, cancellationToken);
        if (version.Missing.Count > 0 || await upgrade.FindEarlierLockAsync(context, cancellationToken) is not null)
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
        await CheckSettingsAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await SchemaVersion.ReadAsync(context, cancellationToken);
        version.RefuseUnknown(context.Place());
        if (version.Missing.Count > 0)
        {
            throw new DatabaseNotReadyException(version.Applied.Count == 0
                ? "The database has no tables yet. The GraphQL server makes them: start it once on the same database, "
                    + $"and then run this again. This one is {context.Place()}."
                : $"The database is older than this program: it lacks {string.Join(", ", version.Missing)}. "
                    + "The GraphQL server of the same version makes the changes: "
                    + $"start it once on this database, and then run this again. This one is {context.Place()}.");
        }
    }

    private Task CheckSettingsAsync(CancellationToken cancellationToken) =>
        database is null ? Task.CompletedTask : database.Provider.Upgrade.CheckSettingsAsync(database, cancellationToken);

    private async Task UpgradeAsync(IndhCoopsContext context, WriteTurn turn, CancellationToken cancellationToken)
    {
        var isCleared = false;
        await context.Provider.Upgrade.SetForeignKeysAsync(context, isOn: false, cancellationToken);
        try
        {
            while (!await TryUpgradeAsync(context, turn, isCleared, cancellationToken))
            {
                isCleared = true;
            }
        }
        finally
        {
            await context.Provider.Upgrade.SetForeignKeysAsync(context, isOn: true, CancellationToken.None);
        }
    }

    // False where there was an attempt to make a database that came to nothing, and that may be made anew.
    private async Task<bool> TryUpgradeAsync(IndhCoopsContext context, WriteTurn turn, bool clear, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var transaction = await turn.BeginAsync(cancellationToken);
            if (await FindEarlierHoldersAsync(context, cancellationToken) is { } others)
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
            if (context.Provider.Upgrade.IsHeldUp(failure.InnerException))
            {
                await turn.WaitAsync(cancellationToken, "sessions that use its tables hold it up; pg_stat_activity lists them");
                continue;
            }

            return !clear && failure.InnerException is not null && await IsHalfMadeAsync(context, cancellationToken)
                ? false
                : throw failure;
        }
    }

    private async Task<DatabasePreparationException?> TryApplyAsync(
        IndhCoopsContext context, bool clear, CancellationToken cancellationToken)
    {
        var upgrade = context.Provider.Upgrade;
        if (clear && await upgrade.ClearHalfMadeAsync(context, cancellationToken))
        {
            MadeAnew(context.Place());
        }

        var migrations = new MigrationRunner(context);
        await migrations.MakeHistoryAsync(cancellationToken);
        await upgrade.BeginChangesAsync(context, cancellationToken);

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
            catch (DbException exception) when (upgrade.IsOfMigration(exception))
            {
                return new DatabasePreparationException(
                    $"The change {id} of the database failed: {upgrade.ReasonOf(exception).TrimEnd('.')}. Nothing was changed. "
                        + "If the database was made by a version between two releases, or changed by hand, "
                    + $"start on a new one (another --data folder, or another name) or restore a backup. This one is {context.Place()}.",
                    exception);
            }
        }

        return await upgrade.CountDanglingAsync(context, cancellationToken) is > 0 and var rows
            ? new DatabasePreparationException(
                $"The database was not upgraded: {rows} of its rows refer to rows that are missing. Nothing was changed. "
                    + $"Restore a backup. This one is {context.Place()}.")
            : null;
    }

    private static async Task<bool> IsHalfMadeAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        await using var attempt = await context.Database.BeginTransactionAsync(cancellationToken);
        return await context.Provider.Upgrade.ClearHalfMadeAsync(context, cancellationToken);
    }

    // Null where nobody holds the lock of an earlier version.
    private async Task<string?> FindEarlierHoldersAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var upgrade = context.Provider.Upgrade;
        if (await upgrade.FindEarlierLockAsync(context, cancellationToken) is not { } taken)
        {
            return null;
        }

        if (upgrade.HoldersOfEarlierLock(context, taken) is { } others)
        {
            return $"{others} took its lock at {taken}";
        }

        LockTakenOver(taken);
        await upgrade.RemoveEarlierLockAsync(context, cancellationToken);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upgrading the database: {Migration}")]
    private partial void Applying(string migration);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "An upgrade that began at {Taken} was broken off: its process has ended. Its lock is taken over")]
    private partial void LockTakenOver(string taken);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The making of {Place} was broken off half-way, before there was a single row in it: it is made anew")]
    private partial void MadeAnew(string place);
}
