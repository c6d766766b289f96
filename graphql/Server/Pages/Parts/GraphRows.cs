using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Pages.Parts;

/// <summary>A list's groups, as the graph answers them.</summary>
internal sealed record GroupsOf<T>(IReadOnlyList<T> Groups);

/// <summary>A list's rows, as the graph answers them.</summary>
internal sealed record RowsOf<T>(IReadOnlyList<T> Nodes);

/// <summary>A group of balances.</summary>
internal sealed record FlowGroup<TKey>(TKey Key, Flows Sum, WorstSource? Max);

/// <summary>A group of rows that are counted.</summary>
internal sealed record CountGroup<TKey>(TKey Key, int Count, WorstSource? Max);

/// <summary>The least reliable source of rows.</summary>
internal sealed record WorstSource(DataSource? DataSource);

/// <summary>A key of balances by month or by year.</summary>
internal sealed record MonthKey(DateOnly Month, bool Provisional);

/// <summary>A region by its names.</summary>
internal sealed record RegionName(string Code, string Name, string NameArabic);

/// <summary>A province by its names.</summary>
internal sealed record ProvinceName(string Code, string Name, string NameArabic, int Population, RegionName? Region);

/// <summary>A programme by its names.</summary>
internal sealed record ProgrammeName(string Code, string Name, string? Axis);

/// <summary>A cooperative by its names.</summary>
internal sealed record CooperativeName(string Id, string Name, string? NameArabic, DataSource DataSource);

/// <summary>Where a list goes on.</summary>
internal sealed record PlaceInList(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>Reads rows of the graph as the parts of pages take them.</summary>
internal static class GraphRows
{
    /// <summary>Balances by month.</summary>
    public static IReadOnlyList<MonthOfFlows> Months(this GroupsOf<FlowGroup<MonthKey>> balances) =>
        [.. balances.Groups.Select(group => new MonthOfFlows(group.Key.Month, group.Key.Provisional, group.Sum))];

    /// <summary>Balances by year.</summary>
    public static IReadOnlyList<YearOfFlows> Years(this GroupsOf<FlowGroup<MonthKey>> balances) =>
        [.. balances.Groups.Select(group => new YearOfFlows(group.Key.Month.Year, group.Sum)).OrderByDescending(year => year.Year)];

    /// <summary>Whether made-up rows are among those of which these are the least reliable sources.</summary>
    public static bool AreSynthetic(params IEnumerable<DataSource?> sources) => sources.Contains(DataSource.Synthetic);
}
