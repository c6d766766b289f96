using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

internal sealed class RegionPage(TimeProvider clock)
{
    public async ValueTask<PageAnswer> AnswerAsync(PageVisit visit, string code)
    {
        var view = visit.View;
        var month = clock.CurrentMonth();
        var year = visit.YearUntil(month);
        var after = visit.Parameter("after");
        var data = await visit.AskAsync<RegionData>("region-page", new
        {
            region = code,
            since = new DateOnly(month.Year - 1, 1, 1),
            until = month,
            from = new DateOnly(year, 1, 1),
            to = new DateOnly(year, 12, 31),
            after,
        });
        if (data.Region is not { } region)
        {
            return visit.NotFound(TerritoryTexts.UnknownRegion, "code", TerritoryTexts.AllProvinces, TerritoryServices.ProvincesPath);
        }

        var model = new RegionModel(data, RecipientGroup.Page(year, data.Recipients.Groups, after is null));
        var all = Flows.Sum(model.Years.Select(flows => flows.Flows));
        var head = new PageHead(view.Say(TerritoryTexts.RegionTitle, view.Name(region.Name, region.NameArabic)), view.Say(
            TerritoryTexts.RegionIs,
            view.Format.WholeMoney(all.Disbursed),
            view.Format.WholeMoney(all.Committed),
            view.Format.Count(model.Lines.Count),
            view.Format.Count(model.Lines.Sum(line => line.Cooperatives))))
        {
            IsSynthetic = GraphRows.AreSynthetic(
                [.. data.Cooperatives.Groups.Select(group => group.Max?.DataSource), .. data.Years.Groups.Select(group => group.Max?.DataSource)]),
            Trail = [new PageLink(view.Say(TerritoryTexts.Provinces), view.Link(TerritoryServices.ProvincesPath))],
        };
        return PageAnswer.Of<RegionBody, RegionModel>(head, model);
    }
}
