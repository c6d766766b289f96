using IndhCoops.Domain.Persistence;

namespace IndhCoops.Domain.Databases;

/// <summary>Writes many rows at once, within the transaction of a context.</summary>
internal abstract class BulkLoad
{
    /// <summary>
    /// Makes use of what was written: statistics, and on PostgreSQL reading from indexes alone. Runs outside of a transaction.
    /// </summary>
    public abstract string Analyze { get; }

    /// <summary>Opens a table to be filled.</summary>
    public abstract Task<BulkTable> OpenAsync(
        IndhCoopsContext context, string table, IReadOnlyList<string> columns, CancellationToken cancellationToken);

    /// <summary>
    /// Suspends the triggers of the ledger. The caller then proves by <see cref="Grants.LedgerFaultSql"/> what they would have refused row
    /// by row.
    /// </summary>
    /// <returns>The statements that restore them.</returns>
    public abstract Task<IReadOnlyList<string>> SuspendTriggersAsync(IndhCoopsContext context, CancellationToken cancellationToken);

    /// <summary>Writes movements that the ledger judges together, when all are there.</summary>
    public virtual Task WriteMovementsAsync(IndhCoopsContext context, Func<Task> write, CancellationToken cancellationToken) => write();

    /// <summary>Gives the connection more memory, until it is disposed; null where it has enough.</summary>
    public virtual Task<IAsyncDisposable?> WidenCacheAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(null);
}
