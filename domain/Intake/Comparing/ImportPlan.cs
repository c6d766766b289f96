using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Intake.Comparing;

internal sealed record NewCooperative(Guid Id, CooperativeRow Row);

internal sealed record NewProject(Guid Id, ProjectRow Row, string ProvinceCode, Guid? CooperativeId);

internal sealed record NewGrant(Guid Id, GrantRow Row, Guid CooperativeId, Guid? ProjectId, string? ProgrammeCode, Phase? Phase);

internal sealed record NewEntry(Guid Id, MovementRow Row, Guid GrantId);

/// <summary>A field of a row that is there and becomes another.</summary>
/// <param name="Type">What kind of row it is.</param>
/// <param name="Property">The property of the model that is written.</param>
/// <param name="Field">The field, by its name in the graph.</param>
/// <param name="Old">The value before, as text.</param>
/// <param name="New">The value since, as text.</param>
internal sealed record PlannedChange(
    SheetKind Sheet, int Line, ChangedType Type, Guid RowId, string Property, object? Value, string Field, string? Old, string? New);

/// <summary>What of each row of a sheet becomes.</summary>
internal sealed class SheetCounts
{
    public int New { get; set; }

    public int Changed { get; set; }

    public int Same { get; set; }
}

/// <summary>What an import would write.</summary>
internal sealed class ImportPlan
{
    public List<NewCooperative> Cooperatives { get; } = [];

    public List<NewProject> Projects { get; } = [];

    public List<NewGrant> Grants { get; } = [];

    /// <summary>In the order in which they are recorded.</summary>
    public List<NewEntry> Movements { get; set; } = [];

    public List<KnownObservation> Observations { get; } = [];

    public List<PlannedChange> Changes { get; } = [];

    public Dictionary<SheetKind, SheetCounts> Counts { get; } = Enum.GetValues<SheetKind>()
        .ToDictionary(kind => kind, _ => new SheetCounts());

    public bool IsEmpty => Cooperatives.Count + Projects.Count + Grants.Count + Movements.Count + Observations.Count + Changes.Count == 0;
}
