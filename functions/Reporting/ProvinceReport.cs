using IndhCoops.Domain;

namespace IndhCoops.Functions.Reporting;

/// <summary>What a month's report says of one province: what its governor asks.</summary>
/// <param name="Region">Its region.</param>
/// <param name="Province">The province.</param>
/// <param name="DataSource">The least reliable source among the figures.</param>
/// <param name="Compared">The month beside the month before and the same month of the year before.</param>
/// <param name="YearToDate">From January to the end of the month.</param>
/// <param name="YearToDateBefore">The same months of the year before; null where the ledger begins later.</param>
/// <param name="Programmes">The programmes that have balances here, by code.</param>
/// <param name="DisbursedByMonth">What was paid in each of the 24 months up to this one, the oldest first.</param>
/// <param name="NeverPaid">Grants that were committed more than a year before the end of the month, and of which nothing is paid: disbursed
/// less refunded.</param>
/// <param name="Stalled">Grants of which something was paid, nothing in the last year, and money is left.</param>
/// <param name="MostPaid">The cooperatives that were paid most since January, the first being the one that was paid most.</param>
public sealed record ProvinceReport(
    Place Region,
    Place Province,
    DataSource DataSource,
    Comparison Compared,
    Flows YearToDate,
    Flows? YearToDateBefore,
    IReadOnlyList<ProgrammeTotals> Programmes,
    IReadOnlyList<MonthAmount> DisbursedByMonth,
    StuckGrants NeverPaid,
    StuckGrants Stalled,
    IReadOnlyList<PaidCooperative> MostPaid);

/// <summary>Grants whose money does not move.</summary>
/// <param name="Count">How many.</param>
/// <param name="Left">What is promised and not yet paid of them, in MAD.</param>
/// <param name="Largest">Those of which most is left.</param>
public sealed record StuckGrants(int Count, decimal Left, IReadOnlyList<StuckGrant> Largest)
{
    /// <summary>How many are listed one by one: a page holds no more.</summary>
    public const int Listed = 8;
}

/// <summary>A grant whose money does not move.</summary>
/// <param name="Cooperative">The cooperative.</param>
/// <param name="ProgrammeCode">The code of the programme; null where it is unknown.</param>
/// <param name="CommittedOn">When it was first committed.</param>
/// <param name="PaidOn">When something was last paid that was not taken back; null where nothing is paid.</param>
/// <param name="Left">What is promised and not yet paid, in MAD.</param>
public sealed record StuckGrant(CooperativeName Cooperative, string? ProgrammeCode, DateOnly CommittedOn, DateOnly? PaidOn, decimal Left);

/// <summary>What a cooperative was paid: disbursed less refunded.</summary>
/// <param name="Cooperative">The cooperative.</param>
/// <param name="Month">In the month, in MAD; below zero where more came back.</param>
/// <param name="YearToDate">From January to the end of the month, in MAD.</param>
public sealed record PaidCooperative(CooperativeName Cooperative, decimal Month, decimal YearToDate)
{
    /// <summary>How many are listed: a page holds no more.</summary>
    public const int Listed = 10;
}

/// <summary>A cooperative by its names; the Arabic one may be unknown.</summary>
public sealed record CooperativeName(Guid Id, string Name, string? NameArabic);
