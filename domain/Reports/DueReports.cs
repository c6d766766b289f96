using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Reports;

/// <summary>A month whose report is due, the next revision, and the strike that the report must show.</summary>
public sealed record DueMonth(DateOnly Period, int Revision, int Strike);

/// <summary>Finds the months whose report is due.</summary>
public sealed class DueReports(IDbContextFactory<IndhCoopsContext> contexts)
{
    /// <summary>
    /// The ended months between two whose balances changed after their latest report, or that have none; the oldest first.
    /// </summary>
    /// <param name="from">The first month.</param>
    /// <param name="to">The last month.</param>
    /// <param name="andRestated">Whether months outside of these are due too where they have a report that no longer holds.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<DueMonth>> FindAsync(DateOnly from, DateOnly to, bool andRestated, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var months = await context.StruckMonths.AsNoTracking()
            .Where(month => !month.IsProvisional)
            .OrderBy(month => month.Month)
            .ToListAsync(cancellationToken);
        var latest = (await context.Reports.AsNoTracking().Include(report => report.Strike).ToListAsync(cancellationToken))
            .GroupBy(report => report.Period)
            .ToDictionary(reports => reports.Key, reports => reports.MaxBy(report => report.Revision)!);

        return [.. months
            .Where(month => latest.TryGetValue(month.Month, out var report)
                ? report.Strike.Number < month.Strike && (andRestated || (month.Month >= from && month.Month <= to))
                : month.Month >= from && month.Month <= to)
            .Select(month => new DueMonth(
                month.Month, (latest.GetValueOrDefault(month.Month)?.Revision ?? 0) + 1, month.Strike))];
    }
}
