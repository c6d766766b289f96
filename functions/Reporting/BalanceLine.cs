using IndhCoops.Domain;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Functions.Reporting;

/// <summary>The balance of a month, a province and a programme.</summary>
/// <param name="Id">Month, province and programme, for example 2024-06:MA-KHE:P3-ESS.</param>
/// <param name="Region">The region.</param>
/// <param name="Province">The province.</param>
/// <param name="Programme">The programme; null where it is unknown.</param>
/// <param name="Phase">The phase in whose years the month lies; null where it lies in none.</param>
/// <param name="Position">Opening, movements and closing of the month.</param>
/// <param name="Counts">What the month's new grants pay for.</param>
/// <param name="YearToDate">From January to the end of the month.</param>
/// <param name="PhaseToDate">From the beginning of the phase; null where the month lies in none.</param>
/// <param name="Provisional">Whether the month has not ended yet.</param>
/// <param name="DataSource">The least reliable source behind it.</param>
public sealed record BalanceLine(
    string Id,
    Place Region,
    Place Province,
    ProgrammeName? Programme,
    Phase? Phase,
    Position Position,
    Counts Counts,
    ToDate YearToDate,
    ToDate? PhaseToDate,
    bool Provisional,
    DataSource DataSource);

/// <summary>A programme by its code, its official French name and, where it is one axis of a programme, the axis.</summary>
public sealed record ProgrammeName(string Code, string Name, string? Axis);

/// <summary>What happened from a beginning to the end of the month, and what the new grants of that time pay for.</summary>
public sealed record ToDate(Flows Flows, Counts Counts);
