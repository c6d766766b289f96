using System.Globalization;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;

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
    private HashSet<(string Province, string Reference)> _given = [];
    private OfficeNames<string>? _offered;

    /// <summary>The grants whose day of award becomes another, with the row that says so.</summary>
    public Dictionary<Guid, GrantRow> Redated { get; } = [];

    public async Task PlanAsync()
    {
        var rows = context.File.Grants;
        foreach (var known in await context.Known.GrantsAsync(rows.Select(row => row.Reference).Concat(context.File.Movements.Select(row => row.Grant))))
        {
            _grants.Add(known.Reference!, known);
        }

        _given = await context.Known.GivenAsync(ReferencedType.Grant, rows.Select(row => row.Reference));
        var sound = new Dictionary<int, KnownCooperative>();
        foreach (var row in rows)
        {
            if (cooperatives.Find(Sheet, row, row.Cooperative, row.ProvinceCode) is { } cooperative && context.MayWrite(Sheet, row, cooperative.ProvinceCode))
            {
                sound.Add(row.Line, cooperative);
                _projects[row] = row.Project is { } reference ? projects.Find(row, reference, cooperative.ProvinceCode) : null;
            }
        }

        context.RefuseTwins(Sheet, rows.Where(row => sound.ContainsKey(row.Line)), row => (sound[row.Line].ProvinceCode, row.Reference), row => (Field.Reference, row.Reference));
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
            context.Refuse(SheetKind.Movements, row, Field.Grant, row.Grant, RefusalReason.AmbiguousParent, row.Grant, string.Join(", ", found.Select(one => context.Names.Provinces.Name(one.ProvinceCode))));
        }
        else if (found.Count == 0)
        {
            context.RefuseOrphan(SheetKind.Movements, row, Field.Grant, row.Grant, Sheet, () => _suggestions.For(_offered ??= OfficeNames<string>.Of([.. _grants.References.Take(1_000).Select(known => (known, (string[])[known]))]), row.Grant));
        }

        return found.Count == 1 ? found[0] : null;
    }

    private void Plan(GrantRow row, KnownCooperative cooperative, KnownProject? project)
    {
        var known = _grants.Find(row.Reference, cooperative.ProvinceCode) is [var found] ? found : null;

        if (known is null && !context.IsFree(Sheet, row, _given, cooperative.ProvinceCode, row.Reference))
        {
            return;
        }

        // What pays for a project is of the project's programme, and a programme's grants are of its phase, unless the office says otherwise.
        var programme = row.ProgrammeCode ?? known?.ProgrammeCode ?? project?.ProgrammeCode;
        var years = programme is null ? null : context.Names.Years.GetValueOrDefault(programme);
        var awardedOn = row.AwardedOn ?? known?.AwardedOn;
        if (awardedOn is { } day && years?.Cover(day) == false && (row.Note ?? known?.Note) is null)
        {
            context.Refuse(
                Sheet, row, Field.AwardedOn, day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), RefusalReason.UnexplainedAward, programme!, $"{years.First}–{years.Last}");
            return;
        }

        var id = known?.Id ?? Guid.CreateVersion7();
        var phase = row.Phase ?? known?.Phase ?? years?.Phase;
        var differs = false;
        if (known is null)
        {
            context.Plan.Grants.Add(new NewGrant(id, row, cooperative.Id, project?.Id, programme, phase));
        }
        else
        {
            differs = new RowComparison(context.Plan, Sheet, row.Line, ChangedType.Grant, id)
                .Value<decimal>("Amount", known.Amount, row.Amount)
                .Value("AwardedOn", known.AwardedOn, row.AwardedOn)
                .Value("Phase", known.Phase, row.Phase)
                .Row("CooperativeId", "cooperative", known.CooperativeId, cooperative.Id)
                .Row("ProjectId", "project", known.ProjectId, project?.Id)
                .Code("ProgrammeCode", "programme", known.ProgrammeCode, row.ProgrammeCode)
                .Text("Note", known.Note, row.Note)
                .Differs;
            if (row.AwardedOn is { } redated && redated != known.AwardedOn)
            {
                Redated.Add(id, row);
            }
        }

        context.Count(Sheet, known is null, differs);
        _grants.Add(row.Reference, new KnownGrant(id, cooperative.ProvinceCode, row.Reference, row.Amount, awardedOn, phase, cooperative.Id, project?.Id ?? known?.ProjectId, programme, row.Note ?? known?.Note));
        if (project?.TotalCost is { } cost and > 0 && row.Amount > cost * LargestShare)
        {
            context.Warn(
                Sheet, row, Field.GrantAmount, ChangeText.Of(row.Amount), RefusalReason.LargeShare, ChangeText.Of(row.Amount)!, ChangeText.Of(cost)!);
        }
    }
}
