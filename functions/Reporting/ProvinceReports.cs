namespace IndhCoops.Functions.Reporting;

/// <summary>Makes the reports of provinces from what was read for the month: each province that has balances has one.</summary>
internal sealed class ProvinceReports(
    DateOnly period,
    IReadOnlyList<BalanceLine> lines,
    IReadOnlyList<ProvinceMonth> history,
    IReadOnlySet<DateOnly> struck,
    ILookup<string, StuckGrant> stuck,
    ILookup<string, PaidCooperative> paid)
{
    public IReadOnlyList<ProvinceReport> All()
    {
        var before = history.ToLookup(month => month.Province);
        return [.. lines.GroupBy(line => line.Province.Code).Select(balances => Of([.. balances], [.. before[balances.Key]]))];
    }

    private ProvinceReport Of(IReadOnlyList<BalanceLine> balances, IReadOnlyList<ProvinceMonth> before)
    {
        var totals = new ReportTotals(period, balances, before, struck);
        var country = totals.Country();
        var (region, province) = (balances[0].Region, balances[0].Province);
        var held = stuck[province.Code].ToLookup(grant => grant.PaidOn is null);
        return new ProvinceReport(
            region,
            province,
            balances.Max(line => line.DataSource),
            country.Compared,
            country.YearToDate,
            totals.YearToDateBefore(),
            totals.Programmes(),
            totals.DisbursedByMonth(),
            Held(held[true]),
            Held(held[false]),
            [.. paid[province.Code]
                .OrderByDescending(cooperative => cooperative.YearToDate)
                .ThenBy(cooperative => cooperative.Cooperative.Name, StringComparer.Ordinal)
                .ThenBy(cooperative => cooperative.Cooperative.Id)
                .Take(PaidCooperative.Listed)]);
    }

    private static StuckGrants Held(IEnumerable<StuckGrant> grants)
    {
        var all = grants.ToList();
        return new StuckGrants(
            all.Count,
            all.Sum(grant => grant.Left),
            [.. all.OrderByDescending(grant => grant.Left)
                .ThenBy(grant => grant.CommittedOn)
                .ThenBy(grant => grant.Cooperative.Name, StringComparer.Ordinal)
                .ThenBy(grant => grant.Cooperative.Id)
                .Take(StuckGrants.Listed)]);
    }
}
