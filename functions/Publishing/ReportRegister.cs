using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Publishing;

/// <summary>The reports that the graph knows.</summary>
internal sealed class ReportRegister(IDbContextFactory<IndhCoopsContext> contexts)
{
    /// <summary>Every report with its files and strike, whether it is its month's latest, and the strike that the month has by now.</summary>
    public async Task<IReadOnlyList<(Report Report, bool IsLatest, int MonthStrike)>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var strikes = await context.StruckMonths.AsNoTracking().ToDictionaryAsync(month => month.Month, month => month.Strike, cancellationToken);
        var reports = await context.Reports.AsNoTracking().Include(report => report.Files).Include(report => report.Strike).ToListAsync(cancellationToken);
        return [.. reports.GroupBy(report => report.Period).SelectMany(revisions => revisions.Select(report =>
            (report, report.Revision == revisions.Max(other => other.Revision), strikes.GetValueOrDefault(report.Period))))];
    }

    /// <summary>Shows a published report in the graph; does nothing where it is shown already.</summary>
    public async Task AddAsync(Manifest manifest, BinaryData json, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await IsKnownAsync(context, manifest, cancellationToken))
        {
            return;
        }

        Strike strike = await context.Strikes.SingleAsync(row => row.Number == manifest.Strike.Number, cancellationToken);
        var report = new Report(manifest.Period, manifest.Revision, strike, manifest.DataSource);
        foreach (var file in manifest.Files)
        {
            report.Add(file.Format, file.Path, file.SizeBytes, file.Sha256, file.Md5, file.Rows, file.Territory, file.Language);
        }

        var bytes = json.ToMemory().Span;
        report.Add(ReportFormat.Manifest, Manifest.PathOf(manifest.Period, manifest.Revision), bytes.Length, Checksums.Sha256(bytes), Checksums.Md5(bytes), null);
        context.Add(report);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another process may have shown it in the meantime: the database takes a revision once.
            await using var again = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await IsKnownAsync(again, manifest, cancellationToken))
            {
                throw;
            }
        }
    }

    private static Task<bool> IsKnownAsync(IndhCoopsContext context, Manifest manifest, CancellationToken cancellationToken) =>
        context.Reports.AnyAsync(report => report.Period == manifest.Period && report.Revision == manifest.Revision, cancellationToken);
}
