using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Intake.Rows;

/// <summary>A row of a sheet that can be read. What is null was not given, and changes nothing.</summary>
internal abstract record OfficeRow(int Line);

internal sealed record CooperativeRow(
    int Line,
    string? Reference,
    string Name,
    string? NameArabic,
    string ProvinceCode,
    string? ValueChainCode,
    string? Activity,
    int? FoundedYear,
    bool? Womens,
    string? LegalForm,
    string? RegisterNumber,
    string? Ice,
    bool? Exports,
    string? Note,
    int? Members,
    int? WomenMembers,
    DateOnly? MembersOn) : OfficeRow(Line);

/// <summary>A project; its cooperative by reference or name.</summary>
internal sealed record ProjectRow(
    int Line,
    string Reference,
    string Title,
    string? Cooperative,
    string? ProvinceCode,
    string? ProgrammeCode,
    decimal? TotalCost,
    DateOnly? ApprovedOn,
    ProjectStatus Status) : OfficeRow(Line);

/// <summary>A grant; its cooperative by reference or name, its project by reference.</summary>
internal sealed record GrantRow(
    int Line,
    string Reference,
    string Cooperative,
    string? Project,
    string? ProvinceCode,
    string? ProgrammeCode,
    decimal Amount,
    DateOnly? AwardedOn,
    Phase? Phase,
    string? Note) : OfficeRow(Line);

internal sealed record MovementRow(
    int Line,
    string Reference,
    string Grant,
    string? ProvinceCode,
    MovementKind Kind,
    decimal Amount,
    DateOnly EffectiveOn,
    string? Document) : OfficeRow(Line);

/// <summary>A measurement; its cooperative by reference or name.</summary>
internal sealed record ObservationRow(
    int Line,
    string? Reference,
    string Cooperative,
    string? ProvinceCode,
    string Indicator,
    decimal Value,
    string Unit,
    DateOnly? ObservedOn,
    ObservationStage Stage) : OfficeRow(Line);
