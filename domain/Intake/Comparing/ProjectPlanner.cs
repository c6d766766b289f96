using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>Compares projects, and finds those that grants name.</summary>
internal sealed class ProjectPlanner(PlanContext context, CooperativePlanner cooperatives)
{
    private const SheetKind Sheet = SheetKind.Projects;

    private readonly Referenced<KnownProject> _projects = new(row => row.Id, row => row.ProvinceCode);

    private readonly Suggestions _suggestions = new();
    private HashSet<(string Province, string Reference)> _given = [];
    private OfficeNames<string>? _offered;

    public async Task PlanAsync()
    {
        var rows = context.File.Projects;
        foreach (var known in await context.Known.ProjectsAsync(rows.Select(row => row.Reference).Concat(context.File.Grants.Select(row => row.Project).OfType<string>())))
        {
            _projects.Add(known.Reference!, known);
        }

        _given = await context.Known.GivenAsync(ReferencedType.Project, rows.Select(row => row.Reference));
        var sound = new List<(ProjectRow Row, string Province, Guid? Cooperative)>();
        foreach (var row in rows)
        {
            var cooperative = row.Cooperative is { } text ? cooperatives.Find(Sheet, row, text, row.ProvinceCode) : null;
            if (!context.IsRefused(Sheet, row) && (row.ProvinceCode ?? cooperative?.ProvinceCode) is { } province && context.MayWrite(Sheet, row, province))
            {
                sound.Add((row, province, cooperative?.Id));
            }
        }

        var provinces = sound.ToDictionary(one => one.Row.Line, one => one.Province);
        context.RefuseTwins(Sheet, sound.Select(one => one.Row), row => (provinces[row.Line], row.Reference), row => (Field.Reference, row.Reference));
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

    /// <summary>The project that a grant names, of its own province first; null where the row is refused for it.</summary>
    public KnownProject? Find(GrantRow row, string reference, string province)
    {
        var found = _projects.Find(reference, province);
        found = found.Count > 0 ? found : _projects.Find(reference, null);
        if (found.Count > 1)
        {
            context.Refuse(SheetKind.Grants, row, Field.Project, reference, Refusals.RefusalReason.AmbiguousParent, reference, string.Join(", ", found.Select(one => context.Names.Provinces.Name(one.ProvinceCode))));
        }
        else if (found.Count == 0)
        {
            context.RefuseOrphan(SheetKind.Grants, row, Field.Project, reference, Sheet, () => _suggestions.For(_offered ??= OfficeNames<string>.Of([.. _projects.References.Take(1_000).Select(known => (known, (string[])[known]))]), reference));
        }

        return found.Count == 1 ? found[0] : null;
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
        _projects.Add(row.Reference, new KnownProject(
            id, province, row.Reference, row.Title, cooperative ?? known?.CooperativeId, row.ProgrammeCode ?? known?.ProgrammeCode, row.TotalCost ?? known?.TotalCost, row.ApprovedOn ?? known?.ApprovedOn, row.Status));
    }
}
