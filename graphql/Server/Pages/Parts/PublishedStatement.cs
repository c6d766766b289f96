using IndhCoops.Domain;

namespace IndhCoops.GraphQL.Pages.Parts;

/// <summary>What officials published, beside what the ledger gives.</summary>
/// <param name="Period">The period, in their words; so is what is counted (the scope) and the state of the projects (the wording).</param>
/// <param name="ComputedFrom">The least reliable source behind the computed figures; null where there are none.</param>
/// <param name="Province">The province that it speaks of; null on the page of one.</param>
/// <param name="Programme">The programme that it speaks of; null for several or all.</param>
internal sealed record PublishedStatement(
    string Period,
    string? Scope,
    string? Wording,
    string? Note,
    string Source,
    int? Projects,
    int? Cooperatives,
    decimal? TotalCost,
    decimal? IndhContribution,
    ComputedFigures Computed,
    DataSource? ComputedFrom,
    ProvinceName? Province,
    ProgrammeName? Programme);

/// <summary>What the ledger gives for a statement's territory, programme and period.</summary>
internal sealed record ComputedFigures(int? Projects, int? Cooperatives, decimal? TotalCost, decimal? IndhContribution);
