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
    GroupsOf<SourceCount> Regions,
    GroupsOf<SourceCount> Provinces,
    GroupsOf<SourceCount> Programmes,
    GroupsOf<SourceCount> Cooperatives,
    GroupsOf<SourceCount> Projects,
    GroupsOf<SourceCount> Grants,
    LedgerCount Movements,
    GroupsOf<SourceCount> Observations,
    GroupsOf<SourceCount> Statements,
    RowsOf<StrikeRow> Strikes)
{
    /// <summary>What there is, by its name in <see cref="Domain.Wording.MemberNames"/>, and how many rows of each source.</summary>
    public IReadOnlyList<(string Name, IReadOnlyDictionary<DataSource, int> Counts)> Lines { get; } =
    [
        .. new[]
        {
            ("regions", Regions.Groups), ("provinces", Provinces.Groups), ("programmes", Programmes.Groups), ("cooperatives", Cooperatives.Groups), ("projects", Projects.Groups),
            ("grants", Grants.Groups), ("movements", Movements.Groups), ("observations", Observations.Groups), ("statements", Statements.Groups),
        }.Select(line => (line.Item1, (IReadOnlyDictionary<DataSource, int>)line.Item2.ToDictionary(group => group.Key.DataSource, group => group.Count))),
    ];
}

internal sealed record SourceCount(SourceKey Key, int Count);
internal sealed record SourceKey(DataSource DataSource);

/// <summary>The ledger: its days, and how many movements are of each source.</summary>
internal sealed record LedgerCount(LedgerDays Aggregate, IReadOnlyList<SourceCount> Groups);

internal sealed record LedgerDays(FirstDay? Min, LastDay? Max);
internal sealed record FirstDay(DateOnly? EffectiveOn);

/// <summary>The last day of the ledger, and when something was recorded last.</summary>
internal sealed record LastDay(DateOnly? EffectiveOn, DateTimeOffset? RecordedAt);

/// <summary>When balances were computed last, and what they leave out.</summary>
internal sealed record StrikeRow(DateTimeOffset StruckAt, int UncommittedGrants, int LaterMovements);
