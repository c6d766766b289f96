using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>The list of provinces, with what moved in each, in all or in a year.</summary>
internal sealed class ProvinceListPage(TimeProvider clock)
{
    public async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var view = visit.View;
        var year = visit.Year(clock.CurrentMonth().Year);
        var data = await visit.AskAsync<ProvinceListData>(
            "province-list",
            new
            {
                from = year is { } first ? new DateOnly(first, 1, 1) : (DateOnly?)null,
                to = year is { } last ? new DateOnly(last, 12, 31) : (DateOnly?)null,
            });
        var model = new ProvinceListModel(data, year, clock.CurrentMonth().Year);
        var head = new PageHead(
            view.Say(TerritoryTexts.ListTitle),
            view.Say(year is null ? TerritoryTexts.ListIs : TerritoryTexts.ListOfYear, view.Format.Count(model.Lines.Count), year))
        {
            IsSynthetic = GraphRows.AreSynthetic(
                [.. data.Cooperatives.Groups.Select(group => group.Max?.DataSource), .. data.Balances.Groups.Select(group => group.Max?.DataSource)]),
        };
        return PageAnswer.Of<ProvinceListBody, ProvinceListModel>(head, model);
    }
}

/// <summary>The answer to the saved query <c>province-list</c>.</summary>
internal sealed record ProvinceListData(
    GroupsOf<KeyGroup<ProvinceName>> Provinces, GroupsOf<CountGroup<ProvinceKey>> Cooperatives, GroupsOf<FlowGroup<ProvinceKey>> Balances);

/// <summary>What the list shows.</summary>
/// <param name="Year">The year; null for all time.</param>
internal sealed record ProvinceListModel(ProvinceListData Data, int? Year, int LastYear) : IHasProvinces
{
    public IReadOnlyList<ProvinceLine> Lines { get; } = ProvinceLine.Of(Data.Provinces, Data.Cooperatives, Data.Balances);

    public bool ShowsRegion => true;
}
