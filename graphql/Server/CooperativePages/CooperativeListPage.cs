using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.CooperativePages;

/// <summary>The list of cooperatives, by their names, page by page.</summary>
internal sealed class CooperativeListPage(TimeProvider clock)
{
    private const int PageSize = 50;

    /// <summary>Makes the page.</summary>
    public async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var view = visit.View;
        var lastYear = clock.CurrentMonth().Year;
        var (province, sector, year) = (visit.Parameter("province"), visit.Parameter("sector"), visit.Year(lastYear));
        var (after, before) = (visit.Parameter("after"), visit.Parameter("before"));
        var data = await visit.AskAsync<CooperativeListData>("cooperative-list", new
        {
            province,
            sector,
            grants = year is { } awarded ? new { some = new { awardedOn = new { gte = new DateOnly(awarded, 1, 1), lte = new DateOnly(awarded, 12, 31) } } } : null,
            after,
            before,
            first = before is null ? PageSize : (int?)null,
            last = before is null ? (int?)null : PageSize,
        });
        if (province is not null && data.Provinces.Groups.All(group => group.Key.Code != province))
        {
            visit.Warn(PageTexts.WrongValue, "province", province, view.Say(CooperativeTexts.KnownProvince));
        }

        if (sector is not null && data.ValueChains.Groups.All(group => group.Key.Sector != sector))
        {
            visit.Warn(PageTexts.WrongValue, "sector", sector, view.Say(CooperativeTexts.KnownSector));
        }

        var head = new PageHead(view.Say(CooperativeTexts.Title), view.Say(CooperativeTexts.ListIs, view.Format.Count(data.Cooperatives.TotalCount)))
        {
            IsSynthetic = data.Cooperatives.Aggregate.Max.DataSource == DataSource.Synthetic,
            IsListed = after is null && before is null,
        };
        return PageAnswer.Of<CooperativeListBody, CooperativeListModel>(head, new CooperativeListModel(data, province, sector, year, lastYear));
    }
}

/// <summary>The answer to the saved query <c>cooperative-list</c>.</summary>
internal sealed record CooperativeListData(CooperativePageOf Cooperatives, GroupsOf<ProvinceChoice> Provinces, GroupsOf<SectorChoice> ValueChains);

/// <summary>A page of cooperatives.</summary>
internal sealed record CooperativePageOf(int TotalCount, ListSource Aggregate, PlaceInList PageInfo, IReadOnlyList<CooperativeLine> Nodes);

/// <summary>The least reliable source of a list.</summary>
internal sealed record ListSource(WorstSource Max);

/// <summary>A cooperative in the list.</summary>
internal sealed record CooperativeLine(string Id, string Name, string? NameArabic, int? FoundedYear, DataSource DataSource, ChainRow? ValueChain, ProvinceName Province, LineGrants Grants);

/// <summary>What the grants of a cooperative come to.</summary>
internal sealed record LineGrants(ListTotals Aggregate);

/// <summary>A province that can be chosen.</summary>
internal sealed record ProvinceChoice(ProvinceName Key);

/// <summary>A sector that can be chosen.</summary>
internal sealed record SectorChoice(ChainRow Key);

/// <summary>What the list shows.</summary>
/// <param name="Data">The answer of the graph.</param>
/// <param name="Province">The code of the province that was chosen; null for all.</param>
/// <param name="Sector">The sector that was chosen; null for all.</param>
/// <param name="Year">The year in which a grant was awarded; null for any.</param>
/// <param name="LastYear">The last year that there is.</param>
internal sealed record CooperativeListModel(CooperativeListData Data, string? Province, string? Sector, int? Year, int LastYear);
