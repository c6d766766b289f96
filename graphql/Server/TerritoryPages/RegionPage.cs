using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

internal static class RegionPage
{
    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit, string code)
    {
        var view = visit.View;
        var asked = RecipientsAsked.Of(visit);
        var data = await visit.AskAsync<RegionData>("region-page", new
        {
            region = code,
            since = new DateOnly(visit.Month.Year - 1, 1, 1),
            until = visit.Month,
            asked.From,
            asked.To,
            asked.After,
        });
        if (data.Region is not { } region)
        {
            return visit.NotFound(TerritoryTexts.UnknownRegion, "code", PartTexts.AllProvinces, TerritoryServices.ProvincesPath);
        }

        var total = data.Total();
        var head = new PageHead(
            view.Say(TerritoryTexts.RegionTitle, view.Name(region.Name, region.NameArabic)),
            view.Say(
                TerritoryTexts.RegionIs,
                view.Format.WholeMoney(total.Disbursed),
                view.Format.WholeMoney(total.Committed),
                view.Format.Count(data.Lines.Count),
                view.Format.Count(data.Lines.Sum(line => line.Cooperatives))))
        {
            IsSynthetic = data.IsSynthetic(data.Cooperatives.Groups.Select(group => group.Max)),
            Trail = [new PageLink(view.Say(TerritoryTexts.Provinces), view.Link(TerritoryServices.ProvincesPath))],
        };
        return PageAnswer.Of<RegionBody, RegionData>(head, data with { Asked = asked });
    }
}

/// <summary>The answer to the saved query <c>region-page</c>.</summary>
internal sealed record RegionData(
    RegionName? Region,
    GroupsOf<KeyGroup<ProvinceName>> Provinces,
    GroupsOf<FlowGroup<ProvinceKey>> ByProvince,
    GroupsOf<CountGroup<ProvinceKey>> Cooperatives) : LedgerData, IHasProvinces
{
    public IReadOnlyList<ProvinceLine> Lines { get; } = ProvinceLine.Of(Provinces, Cooperatives, ByProvince);
}
