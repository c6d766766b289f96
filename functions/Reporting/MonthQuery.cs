using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Reporting;

/// <summary>The questions that a report asks of the database, one statement each.</summary>
internal sealed class MonthQuery(IndhCoopsContext context, DateOnly period)
{
    /// <summary>How many months a report looks back over, itself included.</summary>
    public const int Months = 24;

    private readonly DateOnly _first = period.AddMonths(1 - Months);
    private readonly DateOnly _lastDay = period.AddMonths(1).AddDays(-1);

    /// <summary>The months that have been struck, among those that the report looks back over.</summary>
    public Task<List<StruckMonth>> StruckMonthsAsync(CancellationToken cancellationToken) => context.StruckMonths.AsNoTracking()
        .Where(month => month.Month >= _first && month.Month <= period && month.Strike != 0)
        .OrderBy(month => month.Month)
        .ToListAsync(cancellationToken);

    public Task<Strike> StrikeAsync(int number, CancellationToken cancellationToken) =>
        context.Strikes.AsNoTracking().SingleAsync(strike => strike.Number == number, cancellationToken);

    public Task<List<Region>> RegionsAsync(CancellationToken cancellationToken) =>
        context.Regions.AsNoTracking().OrderBy(region => region.Code).ToListAsync(cancellationToken);

    public Task<List<Balance>> BalancesAsync(CancellationToken cancellationToken) => context.Balances.AsNoTrackingWithIdentityResolution()
        .Where(balance => balance.Month == period)
        .Include(balance => balance.Province).ThenInclude(province => province.Region)
        .Include(balance => balance.Programme)
        .ToListAsync(cancellationToken);

    /// <summary>The balances of the months before, by province.</summary>
    public Task<List<ProvinceMonth>> HistoryAsync(CancellationToken cancellationToken) => context.Balances
        .Where(balance => balance.Month >= _first && balance.Month < period)
        .GroupBy(balance => new { balance.Month, Region = balance.Province.Region.Code, Province = balance.Province.Code })
        .Select(balances => new ProvinceMonth(
            balances.Key.Month,
            balances.Key.Region,
            balances.Key.Province,
            new Position(
                balances.Sum(balance => balance.Opening),
                new Flows(
                    balances.Sum(balance => balance.Committed),
                    balances.Sum(balance => balance.Amended),
                    balances.Sum(balance => balance.Disbursed),
                    balances.Sum(balance => balance.Refunded),
                    balances.Sum(balance => balance.Cancelled),
                    balances.Sum(balance => balance.Grants)),
                balances.Sum(balance => balance.Closing))))
        .ToListAsync(cancellationToken);

    /// <summary>
    /// The statements on periods that the month has reached the end of: a later movement that changes what is computed for them
    /// falls in this month or an earlier one, and so restates this report as well.
    /// </summary>
    public Task<List<Statement>> StatementsAsync(CancellationToken cancellationToken) =>
        context.Statements.AsNoTrackingWithIdentityResolution()
        .Where(statement => statement.From != null && statement.To <= _lastDay)
        .Include(statement => statement.Province)
        .Include(statement => statement.Programme)
        .ToListAsync(cancellationToken);

    /// <summary>
    /// Whether real movements are there by the end of the month, beside those of a demonstration. There are few real cooperatives where
    /// there is one.
    /// </summary>
    public Task<bool> HasRealMovementsAsync(CancellationToken cancellationToken) => context.Cooperatives
        .Where(cooperative => cooperative.DataSource == DataSource.Official || cooperative.DataSource == DataSource.Press)
        .AnyAsync(
            cooperative => cooperative.Grants.Any(grant => grant.Movements.Any(movement => movement.EffectiveOn <= _lastDay)),
            cancellationToken);

    public Task<int> StatementsLeftOutAsync(CancellationToken cancellationToken) =>
        context.Statements.CountAsync(
            statement => statement.From == null || statement.To == null || statement.To > _lastDay, cancellationToken);
}

/// <summary>The balances of a month and province together.</summary>
internal sealed record ProvinceMonth(DateOnly Month, string Region, string Province, Position Position);
