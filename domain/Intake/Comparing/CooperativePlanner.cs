using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Rows;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>Compares cooperatives, and finds those that other sheets name.</summary>
internal sealed class CooperativePlanner(PlanContext context)
{
    private const SheetKind Sheet = SheetKind.Cooperatives;

    private readonly Referenced<KnownCooperative> _byReference = new(row => row.Id, row => row.ProvinceCode);
    private readonly Referenced<KnownCooperative> _byName = new(row => row.Id, row => row.ProvinceCode);
    private readonly Dictionary<CooperativeRow, Guid> _ids = [];
    private readonly Suggestions _suggestions = new();
    private HashSet<(string Province, string Reference)> _given = [];
    private OfficeNames<string>? _offered;

    /// <summary>The cooperative of each row that is sound.</summary>
    public IReadOnlyDictionary<CooperativeRow, Guid> Ids => _ids;

    public async Task PlanAsync()
    {
        var rows = context.File.Cooperatives;
        var named = context.File.Projects.Select(row => row.Cooperative)
            .Concat(context.File.Grants.Select(row => row.Cooperative))
            .Concat(context.File.Observations.Select(row => row.Cooperative))
            .OfType<string>()
            .Distinct()
            .ToList();
        foreach (var known in await context.Known.CooperativesAsync(rows.Select(row => row.Reference).OfType<string>().Concat(named)))
        {
            _byReference.Add(known.Reference!, known);
        }

        var withoutReference = named.Where(text => _byReference.Find(text, null).Count == 0);
        foreach (var known in await context.Known.CooperativesNamedAsync(
            rows.Where(row => row.Reference is null).Select(row => row.Name).Concat(withoutReference)))
        {
            _byName.Add(TextFolding.Fold(known.Name), known);
        }

        _given = await context.Known.GivenAsync(ReferencedType.Cooperative, rows.Select(row => row.Reference).OfType<string>());
        context.RefuseTwins(
            Sheet,
            rows,
            row => (row.ProvinceCode, row.Reference ?? TextFolding.Fold(row.Name), row.Reference is null),
            row => row.Reference is { } reference ? (Field.Reference, reference) : (Field.Name, row.Name));
        var added = rows.Where(row => Plan(row)).ToList();
        await CompareSpellingsAsync(added);
        foreach (var row in rows.Where(row => context.IsRefused(Sheet, row)))
        {
            context.File.RefusedReferences.TryAdd((Sheet, row.Reference ?? row.Name), $"{context.File.Sheets[Sheet].Name}!{row.Line}");
        }
    }

    /// <summary>
    /// The cooperative that a row of another sheet names, by its reference or its name; null where the row is refused for it.
    /// </summary>
    public KnownCooperative? Find(SheetKind sheet, OfficeRow row, string text, string? province)
    {
        var found = _byReference.Find(text, province);
        found = found.Count > 0 ? found : _byName.Find(TextFolding.Fold(text), province);
        if (found.Count > 1)
        {
            context.Refuse(
                sheet,
                row,
                Field.Cooperative,
                text,
                RefusalReason.AmbiguousParent,
                text,
                string.Join(", ", found.Select(one => context.Names.Provinces.Name(one.ProvinceCode)).Distinct()));
        }
        else if (found.Count == 0)
        {
            context.RefuseOrphan(sheet, row, Field.Cooperative, text, Sheet, () => _suggestions.For(_offered ??= Offered(), text));
        }

        return found.Count == 1 ? found[0] : null;
    }

    // Whether it is a new one.
    private bool Plan(CooperativeRow row)
    {
        if (context.IsRefused(Sheet, row) || !context.MayWrite(Sheet, row, row.ProvinceCode))
        {
            return false;
        }

        var found = row.Reference is { } reference
            ? _byReference.Find(reference, row.ProvinceCode)
            : _byName.Find(TextFolding.Fold(row.Name), row.ProvinceCode);
        if (found.Count > 1)
        {
            context.Refuse(
                Sheet,
                row,
                Field.Name,
                row.Name,
                RefusalReason.SeveralCooperatives,
                string.Join(", ", found.Select(one => $"{one.Name} ({one.Reference ?? "—"})")));
            return false;
        }

        if (found.Count == 0 && row.Reference is { } wanted && !context.IsFree(Sheet, row, _given, row.ProvinceCode, wanted))
        {
            return false;
        }

        var known = found.Count == 1 ? found[0] : new KnownCooperative(Guid.CreateVersion7(), row.ProvinceCode, row.Reference, row.Name);
        _ids.Add(row, known.Id);
        if (row.Reference is { } given)
        {
            _byReference.Add(given, known);
        }

        _byName.Add(TextFolding.Fold(row.Name), known);
        if (found.Count == 0)
        {
            context.Plan.Cooperatives.Add(new NewCooperative(known.Id, row));
            return true;
        }

        var comparison = new RowComparison(context.Plan, Sheet, row.Line, ChangedType.Cooperative, known.Id)
            .Text("Name", known.Name, row.Reference is null ? null : row.Name)
            .Text("NameArabic", known.NameArabic, row.NameArabic)
            .Code("ValueChainCode", "valueChain", known.ValueChainCode, row.ValueChainCode)
            .Text("Activity", known.Activity, row.Activity)
            .Value("FoundedYear", known.FoundedYear, row.FoundedYear)
            .Value("Womens", known.Womens, row.Womens)
            .Text("LegalForm", known.LegalForm, row.LegalForm)
            .Text("RegisterNumber", known.RegisterNumber, row.RegisterNumber)
            .Text("Ice", known.Ice, row.Ice)
            .Value("Exports", known.Exports, row.Exports)
            .Text("Note", known.Note, row.Note);
        Differing.Add(row, comparison.Differs);
        return false;
    }

    /// <summary>Whether rows that are there differ; their numbers of members are compared later.</summary>
    public Dictionary<CooperativeRow, bool> Differing { get; } = [];

    // One that is there under another spelling is offered; it is never taken for the same.
    private async Task CompareSpellingsAsync(List<CooperativeRow> added)
    {
        var known = new Dictionary<(string, string), KnownCooperative>();
        foreach (var one in added.Count == 0 ? [] : await context.Known.CooperativesOfAsync(added.Select(row => row.ProvinceCode)))
        {
            known.TryAdd((one.ProvinceCode, Spelling.Key(one.Name)), one);
        }

        foreach (var row in added)
        {
            if (known.Count == 0 || !known.TryGetValue((row.ProvinceCode, Spelling.Key(row.Name)), out var near))
            {
                continue;
            }

            var shown = $"{near.Name} ({near.Reference ?? "—"})";
            if (row.Reference is not null)
            {
                context.Warn(Sheet, row, Field.Name, row.Name, RefusalReason.NameTaken, shown);
                continue;
            }

            context.Refuse(Sheet, row, Field.Name, row.Name, RefusalReason.OtherSpelling, shown);
            context.Plan.Cooperatives.RemoveAll(planned => planned.Row == row);
            _byName.Remove(TextFolding.Fold(row.Name), new KnownCooperative(_ids[row], row.ProvinceCode, null, row.Name));
            _ids.Remove(row);
        }
    }

    private OfficeNames<string> Offered()
    {
        var offered = new OfficeNames<string>();
        foreach (var row in context.File.Cooperatives.Take(1_000))
        {
            offered.Add(row.Reference ?? row.Name, row.Reference ?? row.Name);
            offered.Add(row.Reference ?? row.Name, row.Name);
        }

        return offered;
    }
}
