using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Tests.Balances;

/// <summary>Sums over a time.</summary>
internal sealed record Totals(
    decimal? Committed,
    decimal? Amended,
    decimal? Disbursed,
    decimal? Refunded,
    decimal? Cancelled,
    int? Grants,
    int? Projects,
    int? Cooperatives,
    decimal? TotalCost,
    decimal? IndhContribution);

/// <summary>A balance as a value.</summary>
internal sealed record BalanceLine(
    string Id, decimal Opening, Totals Month, decimal Closing, Totals Year, Totals Phase, bool Provisional, DataSource DataSource);

/// <summary>Reads struck balances as values, in the order of their identifiers.</summary>
internal static class BalanceLines
{
    public static async Task<List<BalanceLine>> ReadAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var balances = await context.Balances.AsNoTracking().Include(balance => balance.Province).Include(balance => balance.Programme)
            .ToListAsync(cancellationToken);
        return [.. balances.Select(Line).OrderBy(line => line.Id, StringComparer.Ordinal)];
    }

    private static BalanceLine Line(Balance balance)
    {
        Assert.Equal($"{balance.Month:yyyy-MM}:{balance.Province.Code}:{balance.Programme?.Code ?? "-"}", balance.Id);
        var month = new Totals(
            balance.Committed,
            balance.Amended,
            balance.Disbursed,
            balance.Refunded,
            balance.Cancelled,
            balance.Grants,
            balance.Projects,
            balance.Cooperatives,
            balance.TotalCost,
            balance.IndhContribution);
        return new BalanceLine(
            balance.Id,
            balance.Opening,
            month,
            balance.Closing,
            ToDate(balance.YearToDate),
            ToDate(balance.PhaseToDate),
            balance.Provisional,
            balance.DataSource);
    }

    private static Totals ToDate(BalanceTotals totals) => new(
        totals.Committed,
        totals.Amended,
        totals.Disbursed,
        totals.Refunded,
        totals.Cancelled,
        totals.Grants,
        totals.Projects,
        totals.Cooperatives,
        totals.TotalCost,
        totals.IndhContribution);
}
