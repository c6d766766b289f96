using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;

namespace IndhCoops.Functions.Reporting;

/// <summary>Rows of the database in the words of a report.</summary>
internal static class ReportRows
{
    public static Place ToPlace(this Region region) => new(region.Code, region.Name, region.NameArabic);

    public static Place ToPlace(this Province province) => new(province.Code, province.Name, province.NameArabic);

    public static ProgrammeName ToName(this Programme programme) => new(programme.Code, programme.Name, programme.Axis);

    public static StrikeFacts ToFacts(this Strike strike) => new(
        strike.Number,
        strike.StruckAt,
        strike.Movements,
        strike.LastRecordedAt,
        strike.UncommittedGrants,
        strike.UncommittedAmount,
        strike.LaterMovements);

    public static BalanceLine ToLine(this Balance balance) => new(
        balance.Id,
        balance.Province.Region.ToPlace(),
        balance.Province.ToPlace(),
        balance.Programme?.ToName(),
        balance.Phase,
        new Position(
            balance.Opening,
            new Flows(balance.Committed, balance.Amended, balance.Disbursed, balance.Refunded, balance.Cancelled, balance.Grants),
            balance.Closing),
        new Counts(balance.Projects, balance.Cooperatives, balance.TotalCost, balance.IndhContribution),
        balance.YearToDate.ToReport()!,
        balance.PhaseToDate.ToReport(),
        balance.Provisional,
        balance.DataSource);

    public static ComparedStatement ToCompared(this Statement statement) => new(
        statement.Province?.ToPlace(),
        statement.Programme?.ToName(),
        statement.From!.Value,
        statement.To!.Value,
        statement.Period,
        statement.Scope,
        statement.Wording,
        new StatementNumbers(statement.Projects, statement.Cooperatives, statement.TotalCost, statement.IndhContribution),
        statement.Computed.ToReport(),
        statement.Gap.ToReport(),
        statement.ComputedFrom,
        statement.DataSource,
        statement.Source);

    private static StatementNumbers ToReport(this StatementFigures figures) =>
        new(figures.Projects, figures.Cooperatives, figures.TotalCost, figures.IndhContribution);

    // Outside every phase all of it is null; in one, only the costs may be.
    private static ToDate? ToReport(this BalanceTotals totals) => totals.Committed is null
        ? null
        : new ToDate(
            new Flows(
                totals.Committed.Value,
                totals.Amended!.Value,
                totals.Disbursed!.Value,
                totals.Refunded!.Value,
                totals.Cancelled!.Value,
                totals.Grants!.Value),
            new Counts(totals.Projects!.Value, totals.Cooperatives!.Value, totals.TotalCost, totals.IndhContribution));
}
