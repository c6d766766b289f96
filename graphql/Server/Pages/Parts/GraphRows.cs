using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Pages.Parts;

// Parts of the graph's answers, as several pages read them. What a page's query does not select stays null or zero.
internal sealed record GroupsOf<T>(IReadOnlyList<T> Groups);
internal sealed record RowsOf<T>(IReadOnlyList<T> Nodes);
internal sealed record PageOf<T>(PlaceInList PageInfo, IReadOnlyList<T> Nodes);
internal sealed record PlaceInList(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>The first rows of a list, and the totals of all of it.</summary>
internal sealed record RowsWithTotals<T>(IReadOnlyList<T> Nodes, Totals Aggregate);

internal sealed record TotalsOf(Totals Aggregate, IReadOnlyList<KeyGroup<MonthKey>>? BySource);
internal sealed record Totals(int Count, Sums? Sum, Greatest? Max, Distinct? CountDistinct);

/// <summary>Sums, in MAD but for the population.</summary>
internal sealed record Sums(
    decimal? Amount, decimal? TotalCost, decimal? Committed, decimal? Amended, decimal? Disbursed, decimal? Cancelled, long? Population);

/// <summary>The last month, and the least reliable source.</summary>
internal sealed record Greatest(DateOnly? Month, DataSource? DataSource);

internal sealed record Distinct(DistinctIds Cooperative);
internal sealed record DistinctIds(long Id);
internal sealed record KeyGroup<TKey>(TKey Key);
internal sealed record FlowGroup<TKey>(TKey Key, Flows Sum, Greatest? Max);
internal sealed record CountGroup<TKey>(TKey Key, string? Cursor, int Count, Sums? Sum, Greatest? Max);
internal sealed record MonthKey(DateOnly Month, bool Provisional);
internal sealed record ProvinceKey(ProvinceName Province);
internal sealed record CooperativeKey(CooperativeName Cooperative);
internal sealed record RegionName(string Code, string Name, string NameArabic);
internal sealed record ProvinceName(string Code, string Name, string NameArabic, int Population, RegionName? Region);
internal sealed record ProgrammeName(string Code, string Name, string? Axis);
internal sealed record CooperativeName(string Id, string Name, string? NameArabic, DataSource DataSource);
