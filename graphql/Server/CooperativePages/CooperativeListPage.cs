using IndhCoops.Domain;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.CooperativePages;

internal static class CooperativeListPage
{
    private const int PageSize = 50;

    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var view = visit.View;
        var (region, province, sector, year) =
            (visit.Parameter("region"), visit.Parameter("province"), visit.Parameter("sector"), visit.Year());
        var (after, before) = (visit.Parameter("after"), visit.Parameter("before"));
        var data = await AskAsync();
        var choices = data;
        var known = (
            Region: visit.Parameter(
                "region",
                CooperativeTexts.KnownRegion,
                text => choices.Provinces.Groups.FirstOrDefault(group => group.Key.Region?.Code == text)?.Key.Region?.Code),
            Province: visit.Parameter(
                "province",
                CooperativeTexts.KnownProvince,
                text => choices.Provinces.Groups.FirstOrDefault(group => group.Key.Code == text)?.Key.Code),
            Sector: visit.Parameter(
                "sector",
                CooperativeTexts.KnownSector,
                text => choices.ValueChains.Groups.FirstOrDefault(group => group.Key.Sector == text)?.Key.Sector));
        if (known != (region, province, sector))
        {
            // What is not known chooses nothing, as the page says.
            (region, province, sector) = known;
            visit.Forget();
            data = await AskAsync();
        }

        var head = new PageHead(
            view.Say(PartTexts.Cooperatives), view.Say(CooperativeTexts.ListIs, view.Format.Count(data.Cooperatives.TotalCount)))
        {
            IsSynthetic = data.Cooperatives.Aggregate.Max?.DataSource == DataSource.Synthetic,
            IsListed = after is null && before is null,
        };
        return PageAnswer.Of<CooperativeListBody, CooperativeListModel>(
            head, new CooperativeListModel(data, region, province, sector, year, visit.Month.Year));

        ValueTask<CooperativeListData> AskAsync() => visit.AskAsync<CooperativeListData>("cooperative-list", new
        {
            region,
            province,
            sector,
            grants = year is { } awarded
                ? new { some = new { awardedOn = new { gte = new DateOnly(awarded, 1, 1), lte = new DateOnly(awarded, 12, 31) } } }
                : null,
            after,
            before,
            first = before is null ? PageSize : (int?)null,
            last = before is null ? (int?)null : PageSize,
        });
    }
}

/// <summary>The answer to the saved query <c>cooperative-list</c>.</summary>
internal sealed record CooperativeListData(
    CooperativePageOf Cooperatives, GroupsOf<KeyGroup<ProvinceName>> Provinces, GroupsOf<KeyGroup<ChainRow>> ValueChains);

internal sealed record CooperativePageOf(int TotalCount, Totals Aggregate, PlaceInList PageInfo, IReadOnlyList<CooperativeLine> Nodes);

internal sealed record CooperativeLine(
    string Id,
    string Name,
    string? NameArabic,
    int? FoundedYear,
    DataSource DataSource,
    ChainRow? ValueChain,
    ProvinceName Province,
    TotalsOf Grants);

/// <summary>What the list shows.</summary>
/// <param name="Region">The code of the region that was chosen; null for all.</param>
/// <param name="Province">The code of the province that was chosen; null for all.</param>
/// <param name="Sector">The sector that was chosen; null for all.</param>
/// <param name="Year">The year in which a grant was awarded; null for any.</param>
internal sealed record CooperativeListModel(
    CooperativeListData Data, string? Region, string? Province, string? Sector, int? Year, int LastYear);
