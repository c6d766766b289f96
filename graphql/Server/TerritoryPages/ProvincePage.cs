using System.Text.Json.Serialization;
using IndhCoops.Domain;
using IndhCoops.Domain.Territory;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>The page of a province: what a governor wants to know of this month, and who received what.</summary>
internal static class ProvincePage
{
    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit, string code)
    {
        var view = visit.View;
        var asked = RecipientsAsked.Of(visit);
        var before = visit.Today.AddYears(-1);
        var data = await visit.AskAsync<ProvinceData>("province-page", new
        {
            province = code,
            since = new DateOnly(visit.Month.Year - 1, 1, 1),
            until = visit.Month,
            asked.From,
            asked.To,
            before,
            asked.After,
        });
        if (data.Province is not { Region: var region } province)
        {
            return visit.NotFound(TerritoryTexts.UnknownProvince, "code", PartTexts.AllProvinces, TerritoryServices.ProvincesPath);
        }

        var (name, nameOfRegion) = (view.Name(province.Name, province.NameArabic), view.Name(region.Name, region.NameArabic));
        var (kind, cooperatives) = (view.Say(TerritoryTexts.Of(province.Kind)), view.Format.Count(data.Cooperatives.Aggregate.Count));
        var total = data.Total();
        var head = new PageHead(
            name,
            data.Years.Groups.Count == 0
                ? view.Say(TerritoryTexts.ProvinceWithoutBalances, kind, nameOfRegion, cooperatives)
                : view.Say(
                    TerritoryTexts.ProvinceIs,
                    kind,
                    nameOfRegion,
                    view.Format.WholeMoney(total.Disbursed),
                    view.Format.WholeMoney(total.Committed),
                    cooperatives))
        {
            IsSynthetic = data.IsSynthetic(data.Cooperatives.Aggregate.Max),
            Trail =
            [
                new PageLink(view.Say(TerritoryTexts.Provinces), view.Link(TerritoryServices.ProvincesPath)),
                new PageLink(nameOfRegion, view.Link($"{TerritoryServices.RegionsPath}/{region.Code}")),
            ],
        };
        return PageAnswer.Of<ProvinceBody, ProvinceData>(head, data with { Asked = asked, StuckBefore = before });
    }
}

/// <summary>The answer to the saved query <c>province-page</c>.</summary>
internal sealed record ProvinceData(
    ProvinceRow? Province,
    TotalsOf Cooperatives,
    RowsWithTotals<UnpaidGrant> Unpaid,
    RowsWithTotals<StalledProject> Stalled,
    RowsOf<ReportRow> Reports) : LedgerData
{
    /// <summary>What was committed before this day and is not paid is stuck.</summary>
    [JsonIgnore]
    public DateOnly StuckBefore { get; init; }
}

internal sealed record ProvinceRow(string Code, ProvinceKind Kind, string Name, string NameArabic, RegionName Region);

internal sealed record UnpaidGrant(
    string? Reference, decimal Committed, DateOnly? AwardedOn, DataSource DataSource, CooperativeName Cooperative, ProjectName? Project);

internal sealed record ProjectName(string Title);

internal sealed record StalledProject(
    string? Reference, string Title, decimal? TotalCost, DateOnly? ApprovedOn, DataSource DataSource, CooperativeName? Cooperative);

/// <summary>The last report, with the province's files of it.</summary>
internal sealed record ReportRow(DateOnly Period, IReadOnlyList<ReportFileRow> Files);

internal sealed record ReportFileRow(string Format, string? Language, string Url);
