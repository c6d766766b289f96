using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Databases;

/// <summary>Transactions, what they lock, and how long a writer waits. A lock ends with its transaction.</summary>
internal abstract class DatabaseLocks
{
    /// <summary>Begins a transaction in which every query sees the same state, and for which no writer waits.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(IndhCoopsContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Begins the transaction in which the whole database is changed; null where another process is doing so. See
    /// <see cref="Persistence.Upgrading.WriteTurn"/>.
    /// </summary>
    public abstract Task<IDbContextTransaction?> TryBeginTurnAsync(IndhCoopsContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Names the sessions or processes that hold up such a transaction, for an operator. Empty where they cannot be seen.
    /// </summary>
    public abstract Task<IReadOnlyList<string>> FindHoldersAsync(IndhCoopsContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Bounds the statements of a context that is about to write, and waits for its turn among the writers of this process where the
    /// database has one writer only.
    /// </summary>
    /// <param name="context">The context, before its transaction begins.</param>
    /// <param name="turn">The turn of this process's writers.</param>
    /// <param name="wait">How long to wait for the turn and for locks.</param>
    /// <returns>The turn, to be given back by disposing it; null where there are no turns.</returns>
    public virtual Task<IDisposable?> BoundWriterAsync(
        IndhCoopsContext context, SemaphoreSlim turn, TimeSpan wait, CancellationToken cancellationToken)
    {
        BoundStatements(context, wait);
        return Task.FromResult<IDisposable?>(null);
    }

    /// <summary>Bounds how long every statement of a context waits for a database that does not answer or is locked.</summary>
    public abstract void BoundStatements(IndhCoopsContext context, TimeSpan wait);

    /// <summary>Bounds how long the transaction that has begun waits for locks.</summary>
    public virtual Task BoundLocksAsync(IndhCoopsContext context, TimeSpan wait, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A grant that nobody else can record on before the transaction ends.</summary>
    public virtual IQueryable<Grant> Grant(IndhCoopsContext context, Guid id) => context.Grants.Where(grant => grant.Id == id);

    /// <summary>Keeps others from entering or correcting rows other than movements.</summary>
    public virtual Task LockEntriesAsync(IndhCoopsContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Keeps others from recording movements.</summary>
    public virtual Task LockGrantsAsync(IndhCoopsContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
