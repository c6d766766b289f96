using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Pages.Parts;

internal sealed record GroupsOf<T>(IReadOnlyList<T> Groups);
internal sealed record RowsOf<T>(IReadOnlyList<T> Nodes);
internal sealed record FlowGroup<TKey>(TKey Key, Flows Sum, WorstSource? Max);
internal sealed record CountGroup<TKey>(TKey Key, int Count, WorstSource? Max);
internal sealed record WorstSource(DataSource? DataSource);
internal sealed record MonthKey(DateOnly Month, bool Provisional);
internal sealed record RegionName(string Code, string Name, string NameArabic);
internal sealed record ProvinceName(string Code, string Name, string NameArabic, int Population, RegionName? Region);
internal sealed record ProgrammeName(string Code, string Name, string? Axis);
internal sealed record CooperativeName(string Id, string Name, string? NameArabic, DataSource DataSource);
internal sealed record PlaceInList(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>Reads rows of the graph as the parts of pages take them.</summary>
internal static class GraphRows
{
    public static IReadOnlyList<MonthOfFlows> Months(this GroupsOf<FlowGroup<MonthKey>> balances) =>
        [.. balances.Groups.Select(group => new MonthOfFlows(group.Key.Month, group.Key.Provisional, group.Sum))];

    public static IReadOnlyList<YearOfFlows> Years(this GroupsOf<FlowGroup<MonthKey>> balances) =>
        [.. balances.Groups.Select(group => new YearOfFlows(group.Key.Month.Year, group.Sum)).OrderByDescending(year => year.Year)];

    /// <summary>Whether made-up rows are among those of which these are the least reliable sources.</summary>
    public static bool AreSynthetic(params IEnumerable<DataSource?> sources) => sources.Contains(DataSource.Synthetic);
}
