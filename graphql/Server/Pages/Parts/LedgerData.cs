using System.Text.Json.Serialization;
using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Pages.Parts;

/// <summary>
/// What the pages of a province, a region and a programme show alike: what moved by month and year, who was awarded most in a year, and
/// what officials published.
/// </summary>
internal abstract record LedgerData
{
    /// <summary>The months of this year and the last one, as far as balances have come.</summary>
    public GroupsOf<FlowGroup<MonthKey>>? Months { get; init; }

    public required GroupsOf<FlowGroup<MonthKey>> Years { get; init; }

    /// <summary>The cooperatives that were awarded most: one more than the page shows.</summary>
    public required GroupsOf<CountGroup<CooperativeKey>> Recipients { get; init; }

    public RowsOf<PublishedStatement>? Statements { get; init; }

    /// <summary>Which recipients were asked for.</summary>
    [JsonIgnore]
    public RecipientsAsked Asked { get; init; } = null!;

    /// <summary>What moved since the beginning.</summary>
    public Flows Total() => Flows.Sum(Years.Groups.Select(year => year.Sum));

    /// <summary>Whether demonstration data is behind any year, or behind what else the page shows.</summary>
    public bool IsSynthetic(params IEnumerable<Greatest?> besides) =>
        Years.Groups.Select(year => year.Max).Concat(besides).Any(max => max?.DataSource == DataSource.Synthetic);
}

/// <summary>Which part of the list of recipients an address asks for.</summary>
/// <param name="After">Where the list goes on; null where it begins.</param>
internal sealed record RecipientsAsked(int Year, string? After)
{
    /// <summary>
    /// Where the address names no year, the one of the last month that has ended: in January nothing of the new year is paid yet.
    /// </summary>
    public static RecipientsAsked Of(PageVisit visit) =>
        new(visit.Year() ?? visit.Month.AddMonths(-1).Year, visit.Parameter("after"));

    public DateOnly From => new(Year, 1, 1);

    public DateOnly To => new(Year, 12, 31);
}
