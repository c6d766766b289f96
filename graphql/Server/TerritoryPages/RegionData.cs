using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>The answer to the saved query <c>region-page</c>.</summary>
internal sealed record RegionData(
    RegionRow? Region,
    GroupsOf<ProvinceGroup> Provinces,
    GroupsOf<FlowGroup<InProvince>> ByProvince,
    GroupsOf<CountGroup<InProvince>> Cooperatives,
    GroupsOf<FlowGroup<MonthKey>> Months,
    GroupsOf<FlowGroup<MonthKey>> Years,
    GroupsOf<RecipientGroup> Recipients);

/// <summary>A region.</summary>
internal sealed record RegionRow(string Code, string Name, string NameArabic, int Population);

/// <summary>A province, as a group's key.</summary>
internal sealed record ProvinceGroup(ProvinceName Key);

/// <summary>A key of what lies in a province.</summary>
internal sealed record InProvince(ProvinceCode Province);

/// <summary>A province by its code.</summary>
internal sealed record ProvinceCode(string Code);

/// <summary>A province with what moved in it.</summary>
/// <param name="Province">The province.</param>
/// <param name="Cooperatives">How many cooperatives sit in it.</param>
/// <param name="Flows">What moved; null where balances have not been computed.</param>
internal sealed record ProvinceLine(ProvinceName Province, int Cooperatives, Flows? Flows)
{
    /// <summary>Puts the provinces together with what moved in each.</summary>
    public static IReadOnlyList<ProvinceLine> Of(
        GroupsOf<ProvinceGroup> provinces, GroupsOf<CountGroup<InProvince>> cooperatives, GroupsOf<FlowGroup<InProvince>> balances)
    {
        var counts = cooperatives.Groups.ToDictionary(group => group.Key.Province.Code, group => group.Count);
        var flows = balances.Groups.ToDictionary(group => group.Key.Province.Code, group => group.Sum);
        return [.. provinces.Groups.Select(group => new ProvinceLine(group.Key, counts.GetValueOrDefault(group.Key.Code), flows.Count == 0 ? null : flows.GetValueOrDefault(group.Key.Code, Flows.None)))];
    }
}

/// <summary>What the page of a region shows.</summary>
/// <param name="Data">The answer of the graph.</param>
/// <param name="Recipients">Who received most in the year that was chosen.</param>
internal sealed record RegionModel(RegionData Data, Recipients Recipients) : IHasProvinces
{
    /// <summary>The years that there are.</summary>
    public IReadOnlyList<YearOfFlows> Years { get; } = Data.Years.Years();

    public IReadOnlyList<ProvinceLine> Lines { get; } = ProvinceLine.Of(Data.Provinces, Data.Cooperatives, Data.ByProvince);

    public bool ShowsRegion => false;
}

/// <summary>A page that lists provinces.</summary>
internal interface IHasProvinces
{
    /// <summary>The provinces.</summary>
    IReadOnlyList<ProvinceLine> Lines { get; }

    /// <summary>Whether the region of each is shown.</summary>
    bool ShowsRegion { get; }
}
