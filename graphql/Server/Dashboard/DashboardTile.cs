using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>A figure with its name.</summary>
/// <param name="Detail">What it is a part of; empty for nothing.</param>
internal sealed record DashboardTile(string Id, string Label, string Value, string Detail);

/// <summary>What the page shows before its modules have run, and all that a browser without JavaScript shows.</summary>
/// <param name="Selection">What is chosen, in words.</param>
/// <param name="Tiles">The main figures; empty where they are not open to all, or were not answered.</param>
/// <param name="IsSynthetic">Whether they rest on made-up rows.</param>
/// <param name="Provinces">The provinces, by region.</param>
/// <param name="CanFrame">Whether other sites may frame a chart.</param>
/// <param name="Provisional">That the current month is provisional, with a space before it; empty where it is not there.</param>
/// <param name="OwnPages">The pages of what is chosen.</param>
/// <param name="IsBare">Whether there is no balance, so that there is nothing to show over time.</param>
/// <param name="IsPending">Whether balances are missing only until the first strike: the ledger has movements.</param>
internal sealed record DashboardModel(
    string Selection,
    IReadOnlyList<DashboardTile> Tiles,
    bool IsSynthetic,
    IReadOnlyList<ProvinceName> Provinces,
    bool CanFrame,
    string Provisional,
    IReadOnlyList<PageLink> OwnPages,
    bool IsBare,
    bool IsPending);
