using System.Text.Json.Serialization;
using IndhCoops.Domain;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>The list of provinces, with what moved in each, in all or in a year.</summary>
internal static class ProvinceListPage
{
    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var view = visit.View;
        var year = visit.Year();
        var data = await visit.AskAsync<ProvinceListData>("province-list", new
        {
            from = year is { } first ? new DateOnly(first, 1, 1) : (DateOnly?)null,
            to = year is { } last ? new DateOnly(last, 12, 31) : (DateOnly?)null,
        });
        var head = new PageHead(
            view.Say(TerritoryTexts.ListTitle),
            view.Say(year is null ? TerritoryTexts.ListIs : TerritoryTexts.ListOfYear, view.Format.Count(data.Lines.Count), year))
        {
            IsSynthetic = data.Cooperatives.Groups.Select(group => group.Max).Concat(data.Balances.Groups.Select(group => group.Max))
                .Any(max => max?.DataSource == DataSource.Synthetic),
        };
        return PageAnswer.Of<ProvinceListBody, ProvinceListData>(head, data with { Year = year, LastYear = visit.Month.Year });
    }
}

/// <summary>The answer to the saved query <c>province-list</c>.</summary>
internal sealed record ProvinceListData(
    GroupsOf<KeyGroup<ProvinceName>> Provinces, GroupsOf<CountGroup<ProvinceKey>> Cooperatives, GroupsOf<FlowGroup<ProvinceKey>> Balances)
    : IHasProvinces
{
    public IReadOnlyList<ProvinceLine> Lines { get; } = ProvinceLine.Of(Provinces, Cooperatives, Balances);

    /// <summary>The year that was asked for; null for all time.</summary>
    [JsonIgnore]
    public int? Year { get; init; }

    [JsonIgnore]
    public int LastYear { get; init; }
}
