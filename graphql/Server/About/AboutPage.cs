using IndhCoops.Domain;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.About;

/// <summary>The page about the data: what is real, where it comes from, until when, and how figures are computed.</summary>
internal static class AboutPage
{
    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var data = await visit.AskAsync<AboutData>("about-page");
        var head = new PageHead(visit.View.Say(AboutTexts.Title), visit.View.Say(AboutTexts.Is))
        {
            IsSynthetic = data.Lines.Any(line => line.Counts.ContainsKey(DataSource.Synthetic)),
        };
        return PageAnswer.Of<AboutBody, AboutData>(head, data);
    }
}

/// <summary>The answer to the saved query <c>about-page</c>.</summary>
internal sealed record AboutData(
    GroupsOf<CountGroup<SourceKey>> Regions,
    GroupsOf<CountGroup<SourceKey>> Provinces,
    GroupsOf<CountGroup<SourceKey>> Programmes,
    GroupsOf<CountGroup<SourceKey>> Cooperatives,
    GroupsOf<CountGroup<SourceKey>> Projects,
    GroupsOf<CountGroup<SourceKey>> Grants,
    LedgerCount Movements,
    GroupsOf<CountGroup<SourceKey>> Observations,
    GroupsOf<CountGroup<SourceKey>> Statements,
    RowsOf<StrikeRow> Strikes)
{
    /// <summary>What there is, by its name in <see cref="Domain.Wording.MemberNames"/>, and how many rows of each source.</summary>
    public IReadOnlyList<(string Name, IReadOnlyDictionary<DataSource, int> Counts)> Lines { get; } =
    [
        Line("regions", Regions.Groups),
        Line("provinces", Provinces.Groups),
        Line("programmes", Programmes.Groups),
        Line("cooperatives", Cooperatives.Groups),
        Line("projects", Projects.Groups),
        Line("grants", Grants.Groups),
        Line("movements", Movements.Groups),
        Line("observations", Observations.Groups),
        Line("statements", Statements.Groups),
    ];

    private static (string Name, IReadOnlyDictionary<DataSource, int> Counts) Line(
        string name, IReadOnlyList<CountGroup<SourceKey>> groups) =>
        (name, groups.ToDictionary(group => group.Key.DataSource, group => group.Count));
}

internal sealed record SourceKey(DataSource DataSource);

/// <summary>The ledger: its days, and how many movements are of each source.</summary>
internal sealed record LedgerCount(LedgerDays Aggregate, IReadOnlyList<CountGroup<SourceKey>> Groups);

internal sealed record LedgerDays(LedgerDay? Min, LedgerDay? Max);
internal sealed record LedgerDay(DateOnly? EffectiveOn, DateTimeOffset? RecordedAt);

/// <summary>When balances were computed last, and what they leave out.</summary>
internal sealed record StrikeRow(DateTimeOffset StruckAt, int UncommittedGrants, int LaterMovements);
