using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Persistence;

/// <summary>Reads several times from one state of the database.</summary>
public static class ReadSnapshot
{
    /// <summary>Begins a transaction in which every query sees the same state, and for which no writer waits.</summary>
    public static Task<IDbContextTransaction> BeginSnapshotAsync(this IndhCoopsContext context, CancellationToken cancellationToken) =>
        context.Provider.Locks.BeginSnapshotAsync(context, cancellationToken);
}
