using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>A generated cooperative with everything that hangs on it.</summary>
internal sealed record DemoCooperative(
    Guid Id,
    string Reference,
    string Name,
    string ProvinceCode,
    string? ValueChainCode,
    string Activity,
    int FoundedYear,
    bool? Exports,
    IReadOnlyList<DemoGrant> Grants);

/// <summary>A generated grant; amounts are whole centimes.</summary>
internal sealed record DemoGrant(
    Guid Id,
    string Reference,
    long Amount,
    DateOnly? AwardedOn,
    Phase? Phase,
    string? ProgrammeCode,
    string? Note,
    DemoProject? Project,
    IReadOnlyList<DemoMovement> Movements);

/// <summary>The project that a generated grant pays for.</summary>
internal sealed record DemoProject(Guid Id, string Reference, string Title, long TotalCost, ProjectStatus Status, DateOnly? ApprovedOn);

/// <summary>A generated entry of the ledger.</summary>
internal readonly record struct DemoMovement(Guid Id, MovementKind Kind, long Amount, DateOnly EffectiveOn, DateTime RecordedAt);
