namespace IndhCoops.Functions.Reporting;

/// <summary>The totals of a report, each summed once from the balances.</summary>
internal sealed class ReportTotals(
    DateOnly period, IReadOnlyList<BalanceLine> lines, IReadOnlyList<ProvinceMonth> history, IReadOnlySet<DateOnly> struck)
{
    public CountryTotals Country() => new(Compare(lines, history), YearToDate(lines), PhaseToDate(lines));

    public IReadOnlyList<RegionTotals> Regions(IEnumerable<Place> regions)
    {
        var balances = lines.ToLookup(line => line.Region.Code);
        var before = history.ToLookup(month => month.Region);
        return [.. regions.Select(region => new RegionTotals(
            region,
            Compare(balances[region.Code], before[region.Code]),
            YearToDate(balances[region.Code]),
            PhaseToDate(balances[region.Code])))];
    }

    public IReadOnlyList<ProvinceTotals> Provinces() =>
        [.. lines.GroupBy(line => line.Province.Code).Select(balances => new ProvinceTotals(
            balances.First().Region, balances.First().Province, Month(balances), YearToDate(balances)))];

    public IReadOnlyList<ProgrammeTotals> Programmes() =>
        [.. lines.GroupBy(line => line.Programme)
            .OrderBy(balances => balances.Key is null)
            .ThenBy(balances => balances.Key?.Code, StringComparer.Ordinal)
            .Select(balances => new ProgrammeTotals(balances.Key, Month(balances), YearToDate(balances)))];

    public IReadOnlyList<MonthAmount> DisbursedByMonth()
    {
        var before = history.ToLookup(month => month.Month);
        return [.. Enumerable.Range(1 - MonthQuery.Months, MonthQuery.Months).Select(period.AddMonths).Select(month => new MonthAmount(
            month,
            month == period ? Month(lines).Flows.Disbursed
            : struck.Contains(month) ? before[month].Sum(region => region.Position.Flows.Disbursed)
            : null))];
    }

    /// <summary>From January of the year before to the same month of it; null where the ledger begins later.</summary>
    public Flows? YearToDateBefore()
    {
        var (first, last) = (new DateOnly(period.Year - 1, 1, 1), period.AddYears(-1));
        return struck.Contains(first)
            ? history.Where(month => month.Month >= first && month.Month <= last).Aggregate(
                Flows.None, (sum, month) => sum.Plus(month.Position.Flows))
            : null;
    }

    private Comparison Compare(IEnumerable<BalanceLine> balances, IEnumerable<ProvinceMonth> before) =>
        new(Month(balances), Earlier(before, -1), Earlier(before, -12));

    private Position? Earlier(IEnumerable<ProvinceMonth> before, int months) => struck.Contains(period.AddMonths(months))
        ? Position.Sum(before.Where(row => row.Month == period.AddMonths(months)).Select(row => row.Position))
        : null;

    private static Position Month(IEnumerable<BalanceLine> balances) => Position.Sum(balances.Select(line => line.Position));

    private static Flows YearToDate(IEnumerable<BalanceLine> balances) =>
        balances.Aggregate(Flows.None, (sum, line) => sum.Plus(line.YearToDate.Flows));

    private static Flows? PhaseToDate(IEnumerable<BalanceLine> balances) => balances.Aggregate(
        (Flows?)null, (sum, line) => line.PhaseToDate is null ? sum : (sum ?? Flows.None).Plus(line.PhaseToDate.Flows));
}
