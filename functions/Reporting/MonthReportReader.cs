using IndhCoops.Domain;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Reporting;

/// <summary>Reads what a month's report says.</summary>
public sealed class MonthReportReader(IDbContextFactory<IndhCoopsContext> contexts)
{
    /// <summary>Reads a report in one snapshot of the database, so that every figure is of the same moment.</summary>
    /// <param name="period">The month, by its first day.</param>
    /// <param name="revision">The revision that the report is to be.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The balances of the month have not been struck.</exception>
    public async Task<MonthReport> ReadAsync(DateOnly period, int revision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var query = new MonthQuery(context, period);

        var struck = await query.StruckMonthsAsync(cancellationToken);
        var month = struck.Find(month => month.Month == period)
            ?? throw new InvalidOperationException($"The balances of {period:yyyy-MM-dd} have not been struck.");
        var strike = await query.StrikeAsync(Math.Abs(month.Strike), cancellationToken);
        var regions = await query.RegionsAsync(cancellationToken);
        var lines = (await query.BalancesAsync(cancellationToken)).Select(balance => balance.ToLine())
            .OrderBy(line => line.Region.Code, StringComparer.Ordinal)
            .ThenBy(line => line.Province.Code, StringComparer.Ordinal)
            .ThenBy(line => line.Programme is null)
            .ThenBy(line => line.Programme?.Code, StringComparer.Ordinal)
            .ToList();
        var history = await query.HistoryAsync(cancellationToken);
        var statements = (await query.StatementsAsync(cancellationToken))
            .OrderBy(statement => statement.Province?.Code, StringComparer.Ordinal)
            .ThenBy(statement => statement.From)
            .ThenBy(statement => statement.To)
            .ThenBy(statement => statement.Id)
            .Select(statement => statement.ToCompared())
            .ToList();

        var months = struck.Select(month => month.Month).ToHashSet();
        var totals = new ReportTotals(period, lines, history, months);
        var grants = new GrantQuery(context, period);
        var provinces = new ProvinceReports(
            period, lines, history, months, await grants.StuckAsync(cancellationToken), await grants.PaidAsync(cancellationToken));
        var source = LeastReliable(lines, statements);
        return new MonthReport(
            period,
            revision,
            month.Phase,
            month.IsProvisional,
            source,
            strike.ToFacts(),
            lines,
            totals.Country(),
            totals.Regions(regions.Select(region => region.ToPlace())),
            totals.Provinces(),
            totals.Programmes(),
            totals.DisbursedByMonth(),
            statements,
            await query.StatementsLeftOutAsync(cancellationToken))
        {
            ProvinceReports = provinces.All(),
            IsMixed = source == DataSource.Synthetic && await query.HasRealMovementsAsync(cancellationToken),
        };
    }

    // Sources are enumerated from the most reliable to the least.
    private static DataSource LeastReliable(IEnumerable<BalanceLine> lines, IReadOnlyCollection<ComparedStatement> statements) =>
        lines.Select(line => line.DataSource)
            .Concat(statements.Select(statement => statement.DataSource))
            .Concat(statements.Select(statement => statement.ComputedFrom).OfType<DataSource>())
            .DefaultIfEmpty(DataSource.Official)
            .Max();
}
