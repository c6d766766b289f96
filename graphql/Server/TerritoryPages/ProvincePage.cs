using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>The page of a province: what a governor wants to know of this month, and who received what.</summary>
internal sealed class ProvincePage(TimeProvider clock)
{
    public async ValueTask<PageAnswer> AnswerAsync(PageVisit visit, string code)
    {
        var view = visit.View;
        var month = clock.CurrentMonth();
        var stuckBefore = clock.CurrentDay().AddYears(-1);
        var year = visit.YearUntil(month);
        var after = visit.Parameter("after");
        var data = await visit.AskAsync<ProvinceData>("province-page", new
        {
            province = code,
            since = new DateOnly(month.Year - 1, 1, 1),
            until = month,
            from = new DateOnly(year, 1, 1),
            to = new DateOnly(year, 12, 31),
            before = stuckBefore,
            after,
        });
        if (data.Province is not { } province)
        {
            return visit.NotFound(TerritoryTexts.UnknownProvince, "code", TerritoryTexts.AllProvinces, TerritoryServices.ProvincesPath);
        }

        var model = new ProvinceModel(data, RecipientGroup.Page(year, data.Recipients.Groups, after is null), stuckBefore);
        var head = new PageHead(
            view.Name(province.Name, province.NameArabic), Description(view, province, model, data.Cooperatives.Aggregate.Count))
        {
            IsSynthetic = GraphRows.AreSynthetic(
                [data.Cooperatives.Aggregate.Max?.DataSource, .. data.Years.Groups.Select(group => group.Max?.DataSource)]),
            Trail =
            [
                new PageLink(view.Say(TerritoryTexts.Provinces), view.Link(TerritoryServices.ProvincesPath)),
                new PageLink(
                    view.Name(province.Region.Name, province.Region.NameArabic),
                    view.Link($"{TerritoryServices.RegionsPath}/{province.Region.Code}")),
            ],
        };
        return PageAnswer.Of<ProvinceBody, ProvinceModel>(head, model);
    }

    private static string Description(PageView view, ProvinceRow province, ProvinceModel model, int cooperatives)
    {
        var (kind, region, count) = (
            view.Say(TerritoryTexts.Of(province.Kind)),
            view.Name(province.Region.Name, province.Region.NameArabic),
            view.Format.Count(cooperatives));
        if (model.Years.Count == 0)
        {
            return view.Say(TerritoryTexts.ProvinceWithoutBalances, kind, region, count);
        }

        var all = Flows.Sum(model.Years.Select(year => year.Flows));
        return view.Say(
            TerritoryTexts.ProvinceIs, kind, region, view.Format.WholeMoney(all.Disbursed), view.Format.WholeMoney(all.Committed), count);
    }
}
