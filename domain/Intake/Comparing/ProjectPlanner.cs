using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>Compares projects, and finds those that grants name.</summary>
internal sealed class ProjectPlanner(PlanContext context, CooperativePlanner cooperatives)
{
    private const SheetKind Sheet = SheetKind.Projects;

    private readonly Referenced<KnownProject> _projects = new(row => row.Id, row => row.ProvinceCode);

    private readonly Dictionary<Guid, KnownProject> _byId = [];
    private readonly Dictionary<Guid, (ProjectRow Row, Guid? Cooperative)> _leaving = [];
    private readonly Suggestions _suggestions = new();
    private HashSet<(string Province, string Reference)> _given = [];
    private OfficeNames<string>? _offered;

    public async Task PlanAsync()
    {
        var rows = context.File.Projects;
        foreach (var known in await context.Known.ProjectsAsync(
            rows.Select(row => row.Reference).Concat(context.File.Grants.Select(row => row.Project).OfType<string>())))
        {
            Add(known);
        }

        _given = await context.Known.GivenAsync(ReferencedType.Project, rows.Select(row => row.Reference));
        var sound = new List<(ProjectRow Row, string Province, Guid? Cooperative)>();
        foreach (var row in rows)
        {
            var cooperative = row.Cooperative is { } text ? cooperatives.Find(Sheet, row, text, row.ProvinceCode) : null;
            if (!context.IsRefused(Sheet, row)
                && (row.ProvinceCode ?? cooperative?.ProvinceCode) is { } province
                && context.MayWrite(Sheet, row, province))
            {
                sound.Add((row, province, cooperative?.Id));
            }
        }

        var provinces = sound.ToDictionary(one => one.Row.Line, one => one.Province);
        context.RefuseTwins(
            Sheet, sound.Select(one => one.Row), row => (provinces[row.Line], row.Reference), row => (Field.Reference, row.Reference));
        await RefuseThoseLeavingGrantsAsync(sound);
        foreach (var (row, province, cooperative) in sound)
        {
            if (!context.IsRefused(Sheet, row))
            {
                Plan(row, province, cooperative);
            }
        }

        foreach (var row in rows.Where(row => context.IsRefused(Sheet, row)))
        {
            context.File.RefusedReferences.TryAdd((Sheet, row.Reference), $"{context.File.Sheets[Sheet].Name}!{row.Line}");
        }
    }

    /// <summary>
    /// The project that a grant names, which is of the province of its cooperative; null where the row is refused for it.
    /// </summary>
    public KnownProject? Find(GrantRow row, string reference, KnownCooperative cooperative)
    {
        if (_projects.Find(reference, cooperative.ProvinceCode) is [var found])
        {
            return found;
        }

        if (_projects.Find(reference, null) is { Count: > 0 } others)
        {
            var provinces = string.Join(", ", others.Select(one => context.Names.Provinces.Name(one.ProvinceCode)));
            context.Refuse(
                SheetKind.Grants,
                row,
                Field.Project,
                reference,
                RefusalReason.ProjectOfOtherProvince,
                reference,
                provinces,
                context.Names.Provinces.Name(cooperative.ProvinceCode));
        }
        else
        {
            context.RefuseOrphan(
                SheetKind.Grants,
                row,
                Field.Project,
                reference,
                Sheet,
                () => _suggestions.For(
                    _offered ??= OfficeNames<string>.Of([.. _projects.References.Take(1_000).Select(known => (known, (string[])[known]))]),
                    reference));
        }

        return null;
    }

    /// <summary>A project that was read or planned; null for any other.</summary>
    public KnownProject? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>Whether the file makes a project another cooperative's or programme's.</summary>
    public bool Leaves(Guid project) => _leaving.ContainsKey(project);

    /// <summary>Reads projects that no row names, but that recorded grants are of.</summary>
    public async Task ReadAsync(IEnumerable<Guid?> ids)
    {
        foreach (var known in await context.Known.ProjectsAsync(ids.OfType<Guid>().Where(id => !_byId.ContainsKey(id))))
        {
            _byId.TryAdd(known.Id, known);
        }
    }

    // A project that becomes another cooperative's or programme's would leave its grants behind, but those that the file changes as well.
    private async Task RefuseThoseLeavingGrantsAsync(List<(ProjectRow Row, string Province, Guid? Cooperative)> sound)
    {
        foreach (var (row, province, cooperative) in sound)
        {
            if (_projects.Find(row.Reference, province) is [var known]
                && ((cooperative is not null && cooperative != known.CooperativeId)
                    || (row.ProgrammeCode is { } programme && programme != known.ProgrammeCode)))
            {
                _leaving.TryAdd(known.Id, (row, cooperative ?? known.CooperativeId));
            }
        }

        var inFile = context.File.Grants.Select(row => row.Reference).ToHashSet(StringComparer.Ordinal);
        foreach (var grant in await context.Known.GrantsOfAsync(_leaving.Keys))
        {
            var (row, cooperative) = _leaving[grant.ProjectId!.Value];
            var programme = row.ProgrammeCode ?? _byId[grant.ProjectId.Value].ProgrammeCode;
            if ((grant.Reference is null || !inFile.Contains(grant.Reference))
                && ((cooperative is not null && grant.CooperativeId != cooperative)
                    || (programme is not null && grant.ProgrammeCode is { } other && !Programme.AreOfOne(programme, other)))
                && !context.IsRefused(Sheet, row))
            {
                context.Refuse(
                    Sheet,
                    row,
                    Field.Reference,
                    row.Reference,
                    RefusalReason.ProjectLeavesGrant,
                    row.Reference,
                    grant.Reference ?? $"{grant.Id}");
            }
        }
    }

    private void Add(KnownProject project)
    {
        _projects.Add(project.Reference!, project);
        _byId[project.Id] = project;
    }

    private void Plan(ProjectRow row, string province, Guid? cooperative)
    {
        var known = _projects.Find(row.Reference, province) is [var found] ? found : null;
        if (known is null && !context.IsFree(Sheet, row, _given, province, row.Reference))
        {
            return;
        }

        var id = known?.Id ?? Guid.CreateVersion7();
        var differs = false;
        if (known is null)
        {
            context.Plan.Projects.Add(new NewProject(id, row, province, cooperative));
        }
        else
        {
            differs = new RowComparison(context.Plan, Sheet, row.Line, ChangedType.Project, id)
                .Text("Title", known.Title, row.Title)
                .Row("CooperativeId", "cooperative", known.CooperativeId, cooperative)
                .Code("ProgrammeCode", "programme", known.ProgrammeCode, row.ProgrammeCode)
                .Value("TotalCost", known.TotalCost, row.TotalCost)
                .Value("ApprovedOn", known.ApprovedOn, row.ApprovedOn)
                .Value<Grants.ProjectStatus>("Status", known.Status, row.Status)
                .Differs;
        }

        context.Count(Sheet, known is null, differs);
        Add(new KnownProject(
            id,
            province,
            row.Reference,
            row.Title,
            cooperative ?? known?.CooperativeId,
            row.ProgrammeCode ?? known?.ProgrammeCode,
            row.TotalCost ?? known?.TotalCost,
            row.ApprovedOn ?? known?.ApprovedOn,
            row.Status));
    }
}
