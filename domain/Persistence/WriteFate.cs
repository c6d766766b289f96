using System.Data;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

/// <summary>Finds out whether a write was committed when the connection broke before the answer came.</summary>
internal sealed class WriteFate(IDbContextFactory<IndhCoopsContext> contexts, TimeSpan patience)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="ask">Waits until the server has ended the commit one way or the other, and looks for what was written.</param>
    /// <param name="uncertain">What is thrown where the database cannot be asked.</param>
    public async Task<bool> IsCommittedAsync(
        Func<IndhCoopsContext, CancellationToken, Task<bool>> ask, Func<WriteUncertainException> uncertain)
    {
        using var end = new CancellationTokenSource(patience);
        while (true)
        {
            try
            {
                await using var context = await contexts.CreateDbContextAsync(end.Token);
                await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, end.Token);
                return await ask(context, end.Token);
            }
            catch (Exception) when (!end.IsCancellationRequested)
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (Exception)
            {
                throw uncertain();
            }
        }
    }
}
