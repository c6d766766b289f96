using System.Data.Common;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Upgrading;

namespace IndhCoops.Domain.Databases;

/// <summary>
/// What creating and upgrading the schema needs of a database; <see cref="DatabaseMigration"/> has the order of these steps.
/// </summary>
internal abstract class SchemaUpgrade
{
    /// <summary>Refuses a database that the settings describe wrongly.</summary>
    /// <exception cref="DatabaseNotReadyException">They do.</exception>
    public virtual Task CheckSettingsAsync(DatabaseOptions database, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads which migrations the database has.</summary>
    public virtual Task<SchemaVersion> ReadVersionAsync(IndhCoopsContext context, WriteTurn turn, CancellationToken cancellationToken) =>
        SchemaVersion.ReadAsync(context, cancellationToken);

    /// <summary>Creates a database without tables where there is none.</summary>
    public abstract Task CreateAsync(IndhCoopsContext context, CancellationToken cancellationToken);

    /// <summary>Sets up the database itself, before migrations.</summary>
    public virtual Task SetUpAsync(IndhCoopsContext context, WriteTurn turn, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>When an earlier version of this program took its lock for an upgrade that did not end; null where none did.</summary>
    public virtual Task<string?> FindEarlierLockAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Names those that may still hold that lock; null where nobody does.</summary>
    public virtual string? HoldersOfEarlierLock(IndhCoopsContext context, string taken) => null;

    public virtual Task RemoveEarlierLockAsync(IndhCoopsContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets tables be made anew that others refer to, or ends that. Outside of a transaction.</summary>
    public virtual Task SetForeignKeysAsync(IndhCoopsContext context, bool isOn, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sets up the transaction of an upgrade.</summary>
    public virtual Task BeginChangesAsync(IndhCoopsContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>How many rows refer to rows that are missing, after an upgrade.</summary>
    public virtual Task<int> CountDanglingAsync(IndhCoopsContext context, CancellationToken cancellationToken) => Task.FromResult(0);

    /// <summary>
    /// Removes the tables of a database that a killed process began to make, where none has a row. False where nothing was removed.
    /// </summary>
    public virtual Task<bool> ClearHalfMadeAsync(IndhCoopsContext context, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Whether an exception means that other sessions use the tables to be changed.</summary>
    public virtual bool IsHeldUp(Exception? exception) => false;

    /// <summary>Whether an exception is a migration's own fault. A full disk, a lost connection and the like explain themselves.</summary>
    public abstract bool IsOfMigration(DbException exception);

    /// <summary>What is wrong, in the words of the database.</summary>
    public virtual string ReasonOf(DbException exception) => exception.Message;
}
