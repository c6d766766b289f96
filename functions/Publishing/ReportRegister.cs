using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Publishing;

/// <summary>The reports that the graph knows.</summary>
internal sealed class ReportRegister(IDbContextFactory<IndhCoopsContext> contexts)
{
    /// <summary>
    /// Every report with its files and strike, whether it is its month's latest, and the strike that the month has by now.
    /// </summary>
    public async Task<IReadOnlyList<(Report Report, bool IsLatest, int MonthStrike)>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var strikes = await context.StruckMonths.AsNoTracking().ToDictionaryAsync(
            month => month.Month, month => month.Strike, cancellationToken);
        var reports = await context.Reports.AsNoTracking().Include(report => report.Files).Include(report => report.Strike)
            .ToListAsync(cancellationToken);
        return [.. reports.GroupBy(report => report.Period).SelectMany(revisions => revisions.Select(report =>
            (report, report.Revision == revisions.Max(other => other.Revision), strikes.GetValueOrDefault(report.Period))))];
    }

    /// <summary>
    /// The latest report of each month between two, with its files, where the balances are still those that it shows; the oldest first.
    /// </summary>
    public async Task<IReadOnlyList<PublishedReport>> CurrentAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Reports.AsNoTracking()
            .Where(report => report.Period >= from && report.Period <= to)
            .Where(report => !context.Reports.Any(later => later.Period == report.Period && later.Revision > report.Revision))
            .Where(report => context.StruckMonths.Any(month => month.Month == report.Period && month.Strike == report.Strike.Number))
            .OrderBy(report => report.Period)
            .Select(report => new PublishedReport(
                report.Period,
                report.Revision,
                report.Files.Select(file => new PublishedFile(file.Format, file.Url, file.Territory, file.Rows)).ToList()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Whether a strike is one of this ledger.</summary>
    public async Task<bool> KnowsAsync(StrikeFacts facts, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var own = await context.Strikes.AsNoTracking().SingleOrDefaultAsync(strike => strike.Number == facts.Number, cancellationToken);
        return own?.ToFacts() == facts;
    }

    /// <summary>Shows what a manifest names in the graph; false where it is shown already.</summary>
    /// <param name="path">Its path in the container.</param>
    /// <param name="json">Its bytes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> AddAsync(Manifest manifest, string path, BinaryData json, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await IsKnownAsync(context, path, cancellationToken))
        {
            return false;
        }

        var report = await context.Reports.SingleOrDefaultAsync(
            row => row.Period == manifest.Period && row.Revision == manifest.Revision, cancellationToken);
        if (report is null)
        {
            Strike strike = await context.Strikes.SingleAsync(row => row.Number == manifest.Strike.Number, cancellationToken);
            report = new Report(manifest.Period, manifest.Revision, strike, manifest.DataSource);
            context.Add(report);
        }

        foreach (var file in manifest.Files)
        {
            context.Add(
                report.Add(file.Format, file.Path, file.SizeBytes, file.Sha256, file.Md5, file.Rows, file.Territory, file.Language));
        }

        var bytes = json.ToMemory().Span;
        context.Add(report.Add(ReportFormat.Manifest, path, bytes.Length, Checksums.Sha256(bytes), Checksums.Md5(bytes), null));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another process may have registered it in the meantime: an address is unique.
            await using var again = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await IsKnownAsync(again, path, cancellationToken))
            {
                throw;
            }

            return false;
        }
    }

    private static Task<bool> IsKnownAsync(IndhCoopsContext context, string path, CancellationToken cancellationToken) =>
        context.ReportFiles.AnyAsync(file => file.Url == ReportFile.UrlPrefix + path, cancellationToken);
}

/// <summary>A report that the graph shows.</summary>
internal sealed record PublishedReport(DateOnly Period, int Revision, IReadOnlyList<PublishedFile> Files);

/// <summary>A file of it.</summary>
internal sealed record PublishedFile(ReportFormat Format, string Url, string? Territory, int? Rows)
{
    /// <summary>Its path in the container.</summary>
    public string Path => Url[ReportFile.UrlPrefix.Length..];

    /// <summary>Its name, below the folder of the revision's content.</summary>
    public string Name => Manifest.NameOf(Path);
}
