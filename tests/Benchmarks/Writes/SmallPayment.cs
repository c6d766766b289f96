using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Benchmarks.Writes;

/// <summary>A centime that is committed to a grant and paid, as an office records it.</summary>
internal static class SmallPayment
{
    /// <summary>Records it for the first grant that has movements.</summary>
    public static async Task RecordAsync(IDbContextFactory<IndhCoopsContext> contexts, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var grant = await context.Grants
            .Where(row => row.Movements.Count > 0).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(cancellationToken);
        var recorder = new MovementRecorder(contexts, Options.Create(new LedgerOptions()), TimeProvider.System);
        foreach (var kind in new[] { MovementKind.Commitment, MovementKind.Disbursement })
        {
            await recorder.RecordAsync(new(grant, kind, 0.01m, DateOnly.FromDateTime(DateTime.UtcNow)), cancellationToken);
        }
    }
}
