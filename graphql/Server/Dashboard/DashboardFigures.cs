using IndhCoops.Domain;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>The answer to the saved query <c>national-figures</c>, as far as the page shows it.</summary>
internal sealed record DashboardFigures(
    TotalsOf Provinces,
    TotalsOf Cooperatives,
    TotalsOf Projects,
    TotalsOf Grants,
    TotalsOf Balances,
    TotalsOf ToDate,
    RowsOf<MovementRow>? Movements)
{
    /// <summary>Whether any row behind the figures is made up.</summary>
    public bool IsSynthetic =>
        new[] { Cooperatives, Projects, Balances }.Any(part => part.Aggregate.Max?.DataSource == DataSource.Synthetic);

    /// <summary>What was paid of what was committed, with amendments, up to the period's end; null where nothing was committed.</summary>
    public decimal? Paid =>
        ToDate.Aggregate.Sum is { Disbursed: { } paid } sum && sum.Committed + sum.Amended is > 0 and var committed
            ? paid / committed
            : null;
}

internal sealed record MovementRow(string Id);

/// <summary>The answer to the saved query <c>territories</c>.</summary>
internal sealed record Territories(GroupsOf<KeyGroup<ProvinceName>> Provinces);
