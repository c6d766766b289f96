using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>A province with what moved in it.</summary>
/// <param name="Cooperatives">How many cooperatives sit in it.</param>
/// <param name="Flows">What moved; null where balances have not been computed.</param>
internal sealed record ProvinceLine(ProvinceName Province, int Cooperatives, Flows? Flows)
{
    /// <summary>Puts the provinces together with what moved in each.</summary>
    public static IReadOnlyList<ProvinceLine> Of(
        GroupsOf<KeyGroup<ProvinceName>> provinces,
        GroupsOf<CountGroup<ProvinceKey>> cooperatives,
        GroupsOf<FlowGroup<ProvinceKey>> balances)
    {
        var counts = cooperatives.Groups.ToDictionary(group => group.Key.Province.Code, group => group.Count);
        var flows = balances.Groups.ToDictionary(group => group.Key.Province.Code, group => group.Sum);
        return
        [
            .. provinces.Groups.Select(group =>
                new ProvinceLine(
                    group.Key,
                    counts.GetValueOrDefault(group.Key.Code),
                    flows.Count == 0 ? null : flows.GetValueOrDefault(group.Key.Code, Flows.None))),
        ];
    }
}

/// <summary>What <see cref="ProvinceTable"/> shows.</summary>
internal interface IHasProvinces
{
    IReadOnlyList<ProvinceLine> Lines { get; }
}
