using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Pages.Parts;

// Parts of the graph's answers, as several pages read them. What a page's query does not select stays null or zero.
internal sealed record GroupsOf<T>(IReadOnlyList<T> Groups);
internal sealed record RowsOf<T>(IReadOnlyList<T> Nodes);
internal sealed record PageOf<T>(PlaceInList PageInfo, IReadOnlyList<T> Nodes);
internal sealed record PlaceInList(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>The first rows of a list, and the totals of all of it.</summary>
internal sealed record RowsWithTotals<T>(IReadOnlyList<T> Nodes, RowTotals Aggregate);

internal sealed record TotalsOf(RowTotals Aggregate);
internal sealed record RowTotals(int Count, AmountSum? Sum, WorstSource? Max);

/// <summary>The sum of grants or movements, or of what projects cost.</summary>
internal sealed record AmountSum(decimal? Amount, decimal? TotalCost);

/// <summary>The least reliable source of rows.</summary>
internal sealed record WorstSource(DataSource? DataSource);

internal sealed record KeyGroup<TKey>(TKey Key);
internal sealed record FlowGroup<TKey>(TKey Key, Flows Sum, WorstSource? Max);
internal sealed record CountGroup<TKey>(TKey Key, int Count, AmountSum? Sum, WorstSource? Max);
internal sealed record MonthKey(DateOnly Month, bool Provisional);
internal sealed record ProvinceKey(ProvinceName Province);
internal sealed record RegionName(string Code, string Name, string NameArabic);
internal sealed record ProvinceName(string Code, string Name, string NameArabic, int Population, RegionName? Region);
internal sealed record ProgrammeName(string Code, string Name, string? Axis);
internal sealed record CooperativeName(string Id, string Name, string? NameArabic, DataSource DataSource);

/// <summary>Reads rows of the graph as the parts of pages take them.</summary>
internal static class GraphRows
{
    public static IReadOnlyList<MonthOfFlows> Months(this GroupsOf<FlowGroup<MonthKey>> balances) =>
        [.. balances.Groups.Select(group => new MonthOfFlows(group.Key.Month, group.Key.Provisional, group.Sum))];

    public static IReadOnlyList<YearOfFlows> Years(this GroupsOf<FlowGroup<MonthKey>> balances) =>
        [.. balances.Groups.Select(group => new YearOfFlows(group.Key.Month.Year, group.Sum)).OrderByDescending(year => year.Year)];

    /// <summary>Whether any of the rows is demonstration data, by the least reliable source of each group.</summary>
    public static bool AreSynthetic(params IEnumerable<DataSource?> sources) => sources.Contains(DataSource.Synthetic);
}
