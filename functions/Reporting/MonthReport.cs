using IndhCoops.Domain;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Functions.Reporting;

/// <summary>
/// Everything that a month's report says, read at one moment. Every file shows these figures and computes none of its own, so
/// that they agree to the centime.
/// </summary>
/// <param name="Period">The month, by its first day.</param>
/// <param name="Revision">Counts up from 1 with each restating of the month.</param>
/// <param name="Phase">The phase in whose years the month lies; null where it lies in none.</param>
/// <param name="Provisional">Whether the month has not ended yet.</param>
/// <param name="DataSource">The least reliable source among the figures.</param>
/// <param name="Strike">The strike that last changed the month, and what the ledger looked like.</param>
/// <param name="Balances">The balances in the order of region, province and programme.</param>
/// <param name="Country">The whole country.</param>
/// <param name="Regions">All twelve regions by code, also those without a balance. They add up to the country.</param>
/// <param name="Provinces">The provinces that have balances, by region and code.</param>
/// <param name="Programmes">The programmes that have balances, by code; what has no programme comes last.</param>
/// <param name="DisbursedByMonth">What was paid in each of the 24 months up to this one, the oldest first.</param>
/// <param name="Statements">What officials reported on periods that ended by the end of the month, beside what the ledger gives.</param>
/// <param name="StatementsLeftOut">How many reported bilans are not compared because their period ends later or is not stated to the
/// day.</param>
public sealed record MonthReport(
    DateOnly Period,
    int Revision,
    Phase? Phase,
    bool Provisional,
    DataSource DataSource,
    StrikeFacts Strike,
    IReadOnlyList<BalanceLine> Balances,
    CountryTotals Country,
    IReadOnlyList<RegionTotals> Regions,
    IReadOnlyList<ProvinceTotals> Provinces,
    IReadOnlyList<ProgrammeTotals> Programmes,
    IReadOnlyList<MonthAmount> DisbursedByMonth,
    IReadOnlyList<ComparedStatement> Statements,
    int StatementsLeftOut)
{
    /// <summary>Whether movements of the demonstration and real ones are added up in these figures.</summary>
    public bool IsMixed { get; init; }

    /// <summary>The reports of the provinces that have balances, by region and code.</summary>
    public IReadOnlyList<ProvinceReport> ProvinceReports { get; init; } = [];

    /// <summary>The last day of the month.</summary>
    public DateOnly LastDay => Period.AddMonths(1).AddDays(-1);
}

/// <summary>A strike, and what the ledger looked like then.</summary>
/// <param name="Number">Counts up from 1.</param>
/// <param name="StruckAt">When, UTC.</param>
/// <param name="Movements">How many movements the ledger held.</param>
/// <param name="LastRecordedAt">When the last of them was entered, UTC; null for an empty ledger.</param>
/// <param name="UncommittedGrants">Grants that no movement commits, such as those whose date is unknown: they are in no balance.</param>
/// <param name="UncommittedAmount">Their amount in MAD.</param>
/// <param name="LaterMovements">Movements that take effect after the last month that was struck: they are in no balance yet.</param>
public sealed record StrikeFacts(
    int Number,
    DateTimeOffset StruckAt,
    int Movements,
    DateTimeOffset? LastRecordedAt,
    int UncommittedGrants,
    decimal UncommittedAmount,
    int LaterMovements);

/// <summary>An amount of a month, in MAD; null for months before the ledger begins.</summary>
public sealed record MonthAmount(DateOnly Month, decimal? Amount);
