using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.CooperativePages;

/// <summary>The answer to the saved query <c>cooperative-page</c>.</summary>
internal sealed record CooperativeData(RowsOf<CooperativeRow> Cooperatives);

/// <summary>A cooperative with all that is known of it.</summary>
internal sealed record CooperativeRow(
    string? Reference,
    string Name,
    string? NameArabic,
    string? RegisterNumber,
    string? Ice,
    string? LegalForm,
    bool? Womens,
    string? Activity,
    int? FoundedYear,
    bool? Exports,
    string? Note,
    DataSource DataSource,
    string? Source,
    DateTimeOffset? UpdatedAt,
    ChainRow? ValueChain,
    ProvinceName Province,
    RowsWithTotals<GrantRow> Grants,
    RowsWithTotals<ProjectRow> Projects,
    LedgerOf Movements,
    RowsWithTotals<ObservationRow> Observations)
{
    /// <summary>What was paid.</summary>
    public decimal Disbursed => Movements.Groups.FirstOrDefault(group => group.Key.Kind == MovementKind.Disbursement)?.Sum?.Amount ?? 0;

    /// <summary>
    /// Where all that is shown was taken from, each once; what is made up, and what the office entered itself, was taken from nowhere.
    /// </summary>
    public IEnumerable<string> Sources =>
        new[] { (DataSource, Source) }
            .Concat(Grants.Nodes.Select(row => (row.DataSource, row.Source)))
            .Concat(Projects.Nodes.Select(row => (row.DataSource, row.Source)))
            .Concat(Observations.Nodes.Select(row => (row.DataSource, row.Source)))
            .Where(row => row.DataSource != DataSource.Synthetic && row.Source != CooperativeEntry.Source)
            .Select(row => row.Source).OfType<string>().Distinct();

    /// <summary>Whether anything of it is made up.</summary>
    public bool IsSynthetic => Movements.Nodes.Select(row => row.DataSource).Append(DataSource)
        .Concat(Grants.Nodes.Select(row => row.DataSource))
        .Concat(Projects.Nodes.Select(row => row.DataSource))
        .Concat(Observations.Nodes.Select(row => row.DataSource))
        .Contains(DataSource.Synthetic);
}

internal sealed record ChainRow(string? Name, string Sector);

internal sealed record GrantRow(
    string? Reference,
    decimal Amount,
    DateOnly? AwardedOn,
    Phase? Phase,
    string? Note,
    DataSource DataSource,
    string? Source,
    ProgrammeName? Programme,
    TitledProject? Project);

internal sealed record TitledProject(string Title);

internal sealed record ProjectRow(
    string? Reference,
    string Title,
    ProjectStatus Status,
    decimal? TotalCost,
    DateOnly? ApprovedOn,
    DataSource DataSource,
    string? Source,
    ProgrammeName? Programme);

/// <summary>A page of the ledger, and its sums.</summary>
internal sealed record LedgerOf(IReadOnlyList<MovementRow> Nodes, PlaceInList PageInfo, IReadOnlyList<CountGroup<KindKey>> Groups);

internal sealed record MovementRow(
    DateOnly EffectiveOn,
    MovementKind Kind,
    decimal Amount,
    decimal BalanceAfter,
    string? Reference,
    string? Document,
    string? Reason,
    DataSource DataSource,
    GrantReference Grant);

internal sealed record GrantReference(string? Reference);
internal sealed record KindKey(MovementKind Kind);

internal sealed record ObservationRow(
    string Indicator,
    decimal Value,
    string Unit,
    DateOnly? ObservedOn,
    ObservationStage Stage,
    DataSource DataSource,
    string? Source);

/// <summary>What the page of a cooperative shows.</summary>
/// <param name="Which">The variable that the graph finds it by, as JSON.</param>
/// <param name="IsFirst">Whether the ledger begins on this page.</param>
internal sealed record CooperativeModel(CooperativeRow Row, string Which, bool IsFirst);

/// <summary>The answer to the saved query <c>cooperative-by-reference</c>.</summary>
internal sealed record ReferencedCooperatives(RowsOf<ReferencedCooperative> Cooperatives);

/// <summary>A cooperative with a number that was asked for.</summary>
internal sealed record ReferencedCooperative(string Id, string Name, string? NameArabic, ProvinceName Province);
