using IndhCoops.Domain;

namespace IndhCoops.Functions.Reporting;

/// <summary>What officials reported on a period, beside what the ledger gives for it.</summary>
/// <param name="Province">The province; null for the whole country.</param>
/// <param name="Programme">The programme; null where it speaks of several or of all.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last day of the period.</param>
/// <param name="Period">The period in the words of the source.</param>
/// <param name="Scope">What is counted, in the words of the source.</param>
/// <param name="Wording">The word of the source for the state of the projects.</param>
/// <param name="Reported">What was reported.</param>
/// <param name="Computed">What the ledger gives; null throughout where nothing can be computed.</param>
/// <param name="Gap">Reported less computed; null where either is unknown.</param>
/// <param name="ComputedFrom">The least reliable source behind what was computed; null where nothing was.</param>
/// <param name="DataSource">The kind of source.</param>
/// <param name="Source">Where it was published.</param>
public sealed record ComparedStatement(
    Place? Province,
    ProgrammeName? Programme,
    DateOnly From,
    DateOnly To,
    string Period,
    string? Scope,
    string? Wording,
    StatementNumbers Reported,
    StatementNumbers Computed,
    StatementNumbers Gap,
    DataSource? ComputedFrom,
    DataSource DataSource,
    string Source);

/// <summary>The figures of a statement; amounts in MAD. What is unknown is null.</summary>
public sealed record StatementNumbers(int? Projects, int? Cooperatives, decimal? TotalCost, decimal? IndhContribution);
