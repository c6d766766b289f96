using System.Globalization;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>Compares grants, and finds those that movements name.</summary>
internal sealed class GrantPlanner(PlanContext context, CooperativePlanner cooperatives, ProjectPlanner projects)
{
    private const SheetKind Sheet = SheetKind.Grants;

    // What the INDH may bear of a project's cost.
    private const decimal LargestShare = 0.6m;

    private readonly Referenced<KnownGrant> _grants = new(row => row.Id, row => row.ProvinceCode);
    private readonly Dictionary<GrantRow, KnownProject?> _projects = [];

    private readonly Suggestions _suggestions = new();
    private readonly HashSet<Guid> _recorded = [];
    private HashSet<(string Province, string Reference)> _given = [];
    private Dictionary<Guid, DateOnly> _firstDays = [];
    private OfficeNames<string>? _offered;

    public async Task PlanAsync()
    {
        var rows = context.File.Grants;
        foreach (var known in await context.Known.GrantsAsync(
            rows.Select(row => row.Reference).Concat(context.File.Movements.Select(row => row.Grant))))
        {
            _grants.Add(known.Reference!, known);
            _recorded.Add(known.Id);
        }

        _given = await context.Known.GivenAsync(ReferencedType.Grant, rows.Select(row => row.Reference));
        var sound = new Dictionary<int, KnownCooperative>();
        foreach (var row in rows)
        {
            if (cooperatives.Find(Sheet, row, row.Cooperative, row.ProvinceCode) is { } cooperative
                && context.MayWrite(Sheet, row, cooperative.ProvinceCode))
            {
                sound.Add(row.Line, cooperative);
                _projects[row] = row.Project is { } reference ? projects.Find(row, reference, cooperative) : null;
            }
        }

        var recorded = rows.Where(row => sound.ContainsKey(row.Line))
            .Select(row => (Row: row, Known: Recorded(row, sound[row.Line])))
            .Where(one => one.Known is not null)
            .ToList();
        _firstDays = await context.Known.FirstDaysAsync(
            recorded.Where(one => one.Row.AwardedOn is { } day && day != one.Known!.AwardedOn).Select(one => one.Known!.Id));
        await projects.ReadAsync(recorded.Where(one => one.Row.Project is null).Select(one => one.Known!.ProjectId));
        context.RefuseTwins(
            Sheet,
            rows.Where(row => sound.ContainsKey(row.Line)),
            row => (sound[row.Line].ProvinceCode, row.Reference),
            row => (Field.Reference, row.Reference));
        foreach (var row in rows.Where(row => !context.IsRefused(Sheet, row)))
        {
            Plan(row, sound[row.Line], _projects[row]);
        }

        foreach (var row in rows.Where(row => context.IsRefused(Sheet, row)))
        {
            context.File.RefusedReferences.TryAdd((Sheet, row.Reference), $"{context.File.Sheets[Sheet].Name}!{row.Line}");
        }
    }

    /// <summary>The grant that a movement names; null where the row is refused for it.</summary>
    public KnownGrant? Find(MovementRow row)
    {
        // What the file refuses is not looked for elsewhere.
        var found = context.File.RefusedReferences.ContainsKey((Sheet, row.Grant)) ? [] : _grants.Find(row.Grant, row.ProvinceCode);
        if (found.Count > 1)
        {
            context.Refuse(
                SheetKind.Movements,
                row,
                Field.Grant,
                row.Grant,
                RefusalReason.AmbiguousParent,
                row.Grant,
                string.Join(", ", found.Select(one => context.Names.Provinces.Name(one.ProvinceCode))));
        }
        else if (found.Count == 0)
        {
            context.RefuseOrphan(
                SheetKind.Movements,
                row,
                Field.Grant,
                row.Grant,
                Sheet,
                () => _suggestions.For(
                    _offered ??= OfficeNames<string>.Of([.. _grants.References.Take(1_000).Select(known => (known, (string[])[known]))]),
                    row.Grant));
        }

        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Whether the data has the grant already, and may have movements of it.</summary>
    public bool IsRecorded(Guid grant) => _recorded.Contains(grant);

    private KnownGrant? Recorded(GrantRow row, KnownCooperative cooperative) =>
        _grants.Find(row.Reference, cooperative.ProvinceCode) is [var found] ? found : null;

    private void Plan(GrantRow row, KnownCooperative cooperative, KnownProject? project)
    {
        var known = Recorded(row, cooperative);
        if (known is null && !context.IsFree(Sheet, row, _given, cooperative.ProvinceCode, row.Reference))
        {
            return;
        }

        // What pays for a project is of the project's programme, and a programme's grants are of its phase.
        var paidFor = project ?? (known?.ProjectId is { } id ? projects.Find(id) : null);
        var programme = row.ProgrammeCode ?? known?.ProgrammeCode ?? project?.ProgrammeCode;
        var years = programme is null ? null : context.Names.Years.GetValueOrDefault(programme);
        var awardedOn = row.AwardedOn ?? known?.AwardedOn;
        if (awardedOn is { } day && years?.Cover(day) == false && (row.Note ?? known?.Note) is null)
        {
            context.Refuse(
                Sheet, row, Field.AwardedOn, Written(day), RefusalReason.UnexplainedAward, programme!, $"{years.First}–{years.Last}");
            return;
        }

        var phase = row.Phase ?? known?.Phase ?? years?.Phase;
        var isAsItWas = known is not null
            && (paidFor is null || !projects.Leaves(paidFor.Id))
            && (known.CooperativeId, known.ProjectId, known.ProgrammeCode, known.Phase) == (cooperative.Id, paidFor?.Id, programme, phase);
        if ((!isAsItWas && !Agrees(row, cooperative, paidFor, programme, phase, years)) || !IsBeforeItsMovements(row, known))
        {
            return;
        }

        var grant = known?.Id ?? Guid.CreateVersion7();
        var differs = false;
        if (known is null)
        {
            context.Plan.Grants.Add(new NewGrant(grant, row, cooperative.Id, project?.Id, programme, phase));
        }
        else
        {
            differs = new RowComparison(context.Plan, Sheet, row.Line, ChangedType.Grant, grant)
                .Value<decimal>("Amount", known.Amount, row.Amount)
                .Value("AwardedOn", known.AwardedOn, row.AwardedOn)
                .Value("Phase", known.Phase, row.Phase)
                .Row("CooperativeId", "cooperative", known.CooperativeId, cooperative.Id)
                .Row("ProjectId", "project", known.ProjectId, project?.Id)
                .Code("ProgrammeCode", "programme", known.ProgrammeCode, row.ProgrammeCode)
                .Text("Note", known.Note, row.Note)
                .Differs;
        }

        context.Count(Sheet, known is null, differs);
        _grants.Add(
            row.Reference,
            new KnownGrant(
                grant,
                cooperative.ProvinceCode,
                row.Reference,
                row.Amount,
                awardedOn,
                phase,
                cooperative.Id,
                project?.Id ?? known?.ProjectId,
                programme,
                row.Note ?? known?.Note));
        // A part that is rounded to the centime is not above it.
        if (project?.TotalCost is { } cost and > 0 && row.Amount > decimal.Ceiling(cost * LargestShare * 100) / 100)
        {
            context.Warn(
                Sheet,
                row,
                Field.GrantAmount,
                ChangeText.Of(row.Amount),
                RefusalReason.LargeShare,
                ChangeText.Of(row.Amount)!,
                ChangeText.Of(cost)!);
        }
    }

    // A grant and its project are of one cooperative and one programme, and a programme's grants of its phase.
    private bool Agrees(
        GrantRow row, KnownCooperative cooperative, KnownProject? project, string? programme, Phase? phase, ProgrammeYears? years)
    {
        if (project?.CooperativeId is { } holder && holder != cooperative.Id)
        {
            context.Refuse(
                Sheet,
                row,
                Field.Project,
                row.Project,
                RefusalReason.ProjectOfOtherCooperative,
                project.Reference ?? project.Title,
                row.Cooperative);
            return false;
        }

        if (project?.ProgrammeCode is { } ofProject && programme is not null && !Programme.AreOfOne(programme, ofProject))
        {
            context.Refuse(
                Sheet,
                row,
                Field.Programme,
                programme,
                RefusalReason.ProjectOfOtherProgramme,
                project.Reference ?? project.Title,
                ofProject,
                programme);
            return false;
        }

        if (years?.Phase is { } ofProgramme && phase != ofProgramme)
        {
            context.Refuse(
                Sheet, row, Field.Phase, $"{phase}", RefusalReason.ProgrammeOfOtherPhase, programme!, $"{ofProgramme}", $"{phase}");
            return false;
        }

        return true;
    }

    // An award cannot be put after a movement of its own.
    private bool IsBeforeItsMovements(GrantRow row, KnownGrant? known)
    {
        if (known is null || row.AwardedOn is not { } day || !_firstDays.TryGetValue(known.Id, out var first) || first >= day)
        {
            return true;
        }

        context.Refuse(Sheet, row, Field.AwardedOn, Written(day), RefusalReason.Contradiction, Written(day), Written(first));
        return false;
    }

    private static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
