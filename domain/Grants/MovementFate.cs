using System.Data;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Grants;

/// <summary>Finds out what became of a movement whose commit was not answered.</summary>
internal sealed class MovementFate(IDbContextFactory<IndhCoopsContext> contexts, TimeSpan patience)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether it was committed.</summary>
    /// <exception cref="MovementUncertainException">The database cannot be asked.</exception>
    public async Task<bool> IsRecordedAsync(Movement movement, Exception failure)
    {
        using var end = new CancellationTokenSource(patience);
        while (true)
        {
            try
            {
                return await AskAsync(movement, end.Token);
            }
            catch (Exception) when (!end.IsCancellationRequested)
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (Exception)
            {
                throw new MovementUncertainException(movement.Id, failure);
            }
        }
    }

    private async Task<bool> AskAsync(Movement movement, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

        // The server may still be busy with the commit, and holds the grant until it has ended one way or the other.
        await context.LockedGrant(movement.Grant.Id).Select(grant => grant.Id).SingleAsync(cancellationToken);
        return await context.Movements.AnyAsync(row => row.Id == movement.Id, cancellationToken);
    }
}
