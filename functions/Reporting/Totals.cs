namespace IndhCoops.Functions.Reporting;

/// <summary>A month beside the one before it and the same month of the year before.</summary>
/// <param name="Month">The month.</param>
/// <param name="MonthBefore">The month before; null where the ledger begins later.</param>
/// <param name="YearBefore">The same month of the year before; null where the ledger begins later.</param>
public sealed record Comparison(Position Month, Position? MonthBefore, Position? YearBefore);

/// <summary>The whole country.</summary>
/// <param name="Compared">The month beside others.</param>
/// <param name="YearToDate">From January to the end of the month.</param>
/// <param name="PhaseToDate">From the beginning of the phase; null where the month lies in none.</param>
public sealed record CountryTotals(Comparison Compared, Flows YearToDate, Flows? PhaseToDate);

/// <summary>A region.</summary>
public sealed record RegionTotals(Place Region, Comparison Compared, Flows YearToDate, Flows? PhaseToDate);

/// <summary>A province.</summary>
public sealed record ProvinceTotals(Place Region, Place Province, Position Month, Flows YearToDate);

/// <summary>A programme; null for what has none.</summary>
public sealed record ProgrammeTotals(ProgrammeName? Programme, Position Month, Flows YearToDate);
