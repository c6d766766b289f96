using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Reading;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;

namespace IndhCoops.Domain.Intake.Rows;

/// <summary>Reads the rows of one sheet into what they say, or notes why they cannot be read.</summary>
internal sealed class SheetReader(
    SheetHeading heading, ReadSheet sheet, NameLists names, OfficeDays days, Suggestions suggestions, FileRows rows, bool isText)
{
    private static readonly string[] Examples = ["exemple", "example", "مثال"];
    private static readonly string[] Totals =
    [
        "total", "totaux", "sous total", "sous totaux", "subtotal", "grand total", "somme", "المجموع", "مجموع", "الاجمالي", "المجموع العام",
    ];

    private readonly RowCells _cells = new(heading, sheet.Name, days, suggestions);

    public void Read(SourceRow row)
    {
        _cells.Begin(row);
        if (Examples.Contains(FoldedWords.Of(_cells.Raw(Field.Reference))))
        {
            sheet.Examples++;
            return;
        }

        if (IsNoData(row))
        {
            sheet.PassedOver.Add(row.Line);
            return;
        }

        sheet.Rows++;
        sheet.DataLines.Add(row.Line);
        sheet.HiddenRows += row.IsHidden ? 1 : 0;
        if (heading.Width < row.Cells.Count && isText)
        {
            RefuseSurplus(row);
            return;
        }

        var reference = _cells.Reference(Field.Reference);
        switch (heading.Sheet.Kind)
        {
            case SheetKind.Cooperatives:
                Keep(rows.Cooperatives, Cooperative(reference));
                break;
            case SheetKind.Projects:
                Keep(rows.Projects, Project(reference));
                break;
            case SheetKind.Grants:
                Keep(rows.Grants, Grant(reference));
                break;
            case SheetKind.Movements:
                Keep(rows.Movements, Movement(reference));
                break;
            default:
                Keep(rows.Observations, Observation(reference));
                break;
        }
    }

    // Of a text nobody can say which cell is one too many: those after it would stand in wrong columns. Separators at the end of a line are
    // no cells.
    private void RefuseSurplus(SourceRow row)
    {
        var reference = _cells.Raw(Field.Reference);
        rows.Refuse(
            new Refusal(
                heading.Sheet.Kind,
                sheet.Name,
                row.Line,
                null,
                null,
                RefusalReason.TooManyCells,
                [$"{row.Cells.Count}", $"{heading.Width}"]));
        rows.RefusedReferences.TryAdd((sheet.Kind, reference), $"{sheet.Name}!{row.Line}");
    }

    private void Keep<T>(List<T> kept, T? row)
        where T : OfficeRow
    {
        if (_cells.Refusals.Count == 0)
        {
            kept.Add(row!);
            return;
        }

        foreach (var refusal in _cells.Refusals)
        {
            rows.Refuse(refusal);
        }

        // A cooperative without a reference is known by its name.
        var reference = _cells.Raw(Field.Reference) is { Length: > 0 } given ? given : _cells.Raw(Field.Name);
        rows.RefusedReferences.TryAdd(
            (sheet.Kind, reference), $"{sheet.Name}!{sheet.CellName(Field.Reference, _cells.Line) ?? $"{_cells.Line}"}");
    }

    private CooperativeRow? Cooperative(string? reference)
    {
        var row = new CooperativeRow(
            _cells.Line,
            reference,
            _cells.Text(Field.Name)!,
            _cells.Text(Field.NameArabic),
            _cells.Named(Field.Province, names.Provinces)!,
            _cells.Named(Field.ValueChain, names.ValueChains),
            _cells.Text(Field.Activity, isLong: true),
            _cells.Year(Field.FoundedYear),
            _cells.YesNo(Field.Womens),
            _cells.Text(Field.LegalForm),
            _cells.Text(Field.RegisterNumber),
            _cells.Ice(Field.Ice),
            _cells.YesNo(Field.Exports),
            _cells.Text(Field.Note, isLong: true),
            _cells.Count(Field.Members),
            _cells.Count(Field.WomenMembers),
            _cells.Day(Field.MembersOn));
        if (row.WomenMembers > row.Members)
        {
            _cells.Refuse(Field.WomenMembers, RefusalReason.Contradiction, $"{row.WomenMembers}", $"{row.Members}");
        }

        return row;
    }

    private ProjectRow? Project(string? reference)
    {
        var row = new ProjectRow(
            _cells.Line,
            reference!,
            _cells.Text(Field.Title)!,
            _cells.Reference(Field.Cooperative),
            _cells.Named(Field.Province, names.Provinces),
            _cells.Named(Field.Programme, names.Programmes),
            _cells.Number(Field.TotalCost, mayBeNegative: false),
            _cells.Day(Field.ApprovedOn, isOfIndh: true),
            _cells.Named(Field.Status, OfficeWords.Statuses));
        if (row is { Cooperative: null, ProvinceCode: null } && _cells.Refusals.Count == 0)
        {
            _cells.Refuse(Field.Province, RefusalReason.Missing, heading.Sheet.Column(Field.Province).Heading.French);
        }

        return row;
    }

    private GrantRow? Grant(string? reference) => new(
        _cells.Line,
        reference!,
        _cells.Reference(Field.Cooperative)!,
        _cells.Reference(Field.Project),
        _cells.Named(Field.Province, names.Provinces),
        _cells.Named(Field.Programme, names.Programmes),
        _cells.Number(Field.GrantAmount, mayBeNegative: false) ?? 0,
        _cells.Day(Field.AwardedOn, isOfIndh: true),
        _cells.Raw(Field.Phase).Length > 0 ? _cells.Named(Field.Phase, OfficeWords.Phases) : null,
        _cells.Text(Field.Note, isLong: true));

    private MovementRow? Movement(string? reference)
    {
        var kind = _cells.Named(Field.Kind, OfficeWords.Kinds);
        var amount = _cells.Number(Field.MovementAmount, mayBeNegative: kind == MovementKind.Amendment);
        if (amount == 0)
        {
            _cells.Refuse(Field.MovementAmount, RefusalReason.Zero);
        }

        return new MovementRow(
            _cells.Line,
            reference!,
            _cells.Reference(Field.Grant)!,
            _cells.Named(Field.Province, names.Provinces),
            kind,
            amount ?? 0,
            _cells.Day(Field.EffectiveOn) ?? default,
            _cells.Text(Field.Document));
    }

    private ObservationRow? Observation(string? reference)
    {
        var indicator = _cells.Text(Field.Indicator);
        return new ObservationRow(
            _cells.Line,
            reference,
            _cells.Reference(Field.Cooperative)!,
            _cells.Named(Field.Province, names.Provinces),
            indicator is null ? "" : OfficeWords.Indicators.GetValueOrDefault(FoldedWords.Of(indicator), indicator),
            _cells.Number(Field.Value, mayBeNegative: true, most: 999_999_999_999m) ?? 0,
            _cells.Text(Field.Unit)!,
            _cells.Day(Field.ObservedOn),
            _cells.Raw(Field.Stage).Length > 0 ? _cells.Named(Field.Stage, OfficeWords.Stages) : ObservationStage.Current);
    }

    private bool IsNoData(SourceRow row) => IsTotal(row) || IsTitle(row) || IsHeadingAgain(row);

    // A row that begins with "Total" and lacks what a row of data has.
    private bool IsTotal(SourceRow row)
    {
        if (!heading.Sheet.Columns.Any(column => column.IsCompulsory && heading.Column(column.Field) is { } place && row[place].IsBlank))
        {
            return false;
        }

        var words = FoldedWords.Of(row.Cells.First(cell => !cell.IsBlank).Text);
        return Totals.Any(total => words == total || words.StartsWith(total + " ", StringComparison.Ordinal));
    }

    // One text of several words, alone on its line: the name of a section, or who signed. In a column that must be filled in it may be the
    // beginning of a row: behind the first column it is, and in the first it is said.
    private bool IsTitle(SourceRow row)
    {
        var filled = row.Cells.Index().Where(cell => !cell.Item.IsBlank).Take(2).ToList();
        if (filled is not [(var place, { Number: null, Day: null, Mistake: null } only)]
            || !only.Text.Contains(' ', StringComparison.Ordinal))
        {
            return false;
        }

        var compulsory = heading.Sheet.Columns.FirstOrDefault(column => column.IsCompulsory && heading.Column(column.Field) == place);
        if (compulsory is null)
        {
            return true;
        }

        var isTitle = place == heading.Columns.Min();
        if (isTitle)
        {
            rows.Warnings.Add(_cells.RefusalOf(compulsory.Field, RefusalReason.TakenForTitle));
        }

        return isTitle;
    }

    // Headings are printed again at the top of each page.
    private bool IsHeadingAgain(SourceRow row) => heading.Repeated(row) >= 2;
}
