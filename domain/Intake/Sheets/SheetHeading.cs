using IndhCoops.Domain.Intake.Reading;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Sheets;

/// <summary>The row of headings of a sheet, and what its columns hold.</summary>
internal sealed class SheetHeading
{
    // Titles, logos and notes stand above the headings.
    private const int LinesLookedAt = 50;

    private readonly Dictionary<Field, int> _columns;
    private readonly List<(int Column, string Text)> _texts;
    private readonly Func<int, int, string> _nameCell;

    private SheetHeading(
        SheetDefinition sheet,
        SourceRow row,
        Dictionary<Field,
        int> columns,
        IReadOnlyList<string> unknown,
        Func<int,
        int,
        string> nameCell)
    {
        _nameCell = nameCell;
        Sheet = sheet;
        Line = row.Line;
        Width = row.Cells.Count;
        _columns = columns;
        _texts = [.. columns.Values.Select(column => (column, row[column].Text))];
        Unknown = unknown;
    }

    public SheetDefinition Sheet { get; }

    /// <summary>The line on which the headings stand.</summary>
    public int Line { get; }

    /// <summary>How many cells its row has.</summary>
    public int Width { get; }

    /// <summary>The headings of columns that are ignored.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>The column of a field; null where the sheet has none.</summary>
    public int? Column(Field field) => _columns.TryGetValue(field, out var column) ? column : null;

    /// <summary>The columns that are read.</summary>
    public IEnumerable<int> Columns => _columns.Values;

    /// <summary>How many of its texts a row repeats in their places.</summary>
    public int Repeated(SourceRow row)
    {
        var repeated = 0;
        foreach (var (column, text) in _texts)
        {
            repeated += row[column].Is(text) ? 1 : 0;
        }

        return repeated;
    }

    /// <summary>The name of the cell of a field; null where the sheet has none.</summary>
    public string? CellName(Field field, int line) => Column(field) is { } column ? _nameCell(column, line) : null;

    /// <summary>Finds the headings among the first rows.</summary>
    /// <exception cref="FileRefusedException">There are none, a compulsory one is missing, or one stands there twice.</exception>
    public static SheetHeading Find(SheetDefinition definition, SourceSheet sheet, IReadOnlyList<SourceRow> rows)
    {
        var (best, matches) = Best(definition, rows);
        if (best is not { } heading || matches < 2)
        {
            var compulsory = definition.Columns.Where(column => column.IsCompulsory).Select(column => column.Heading.French);
            throw new FileRefusedException(RefusalReason.SheetNoHeadings, [string.Join(", ", compulsory)]);
        }

        var columns = new Dictionary<Field, int>();
        var unknown = new List<string>();
        for (var i = 0; i < heading.Cells.Count; i++)
        {
            if (definition.Find(heading.Cells[i]) is not { } column)
            {
                if (!heading.Cells[i].IsBlank)
                {
                    unknown.Add(heading.Cells[i].Text);
                }
            }
            else if (!columns.TryAdd(column.Field, i) && !Prefer(sheet, columns, column.Field, i))
            {
                throw new FileRefusedException(
                    RefusalReason.SheetColumnTwice,
                    [heading.Cells[i].Text, SourceRow.CellName(columns[column.Field], heading.Line), SourceRow.CellName(i, heading.Line)]);
            }
        }

        var missing = definition.Columns.Where(column => column.IsCompulsory && !columns.ContainsKey(column.Field))
            .Select(column => column.Heading.French)
            .ToList();
        return missing.Count == 0
            ? new SheetHeading(definition, heading, columns, unknown, sheet.NameCell)
            : throw new FileRefusedException(RefusalReason.SheetMissingColumns, [string.Join(", ", missing)]);
    }

    /// <summary>How many columns of a sheet the row of headings has that has most of them.</summary>
    public static int Matches(SheetDefinition definition, IReadOnlyList<SourceRow> rows) => Best(definition, rows).Matches;

    private static (SourceRow? Row, int Matches) Best(SheetDefinition definition, IReadOnlyList<SourceRow> rows)
    {
        var (best, matches) = (default(SourceRow?), 0);
        foreach (var row in rows.Take(LinesLookedAt))
        {
            var found = row.Cells.Select(definition.Find).OfType<ColumnDefinition>().Select(column => column.Field).Distinct().Count();
            (best, matches) = found > matches ? (row, found) : (best, matches);
        }

        return (best, matches);
    }

    // Of two columns of the same heading that one counts which is seen.
    private static bool Prefer(SourceSheet sheet, Dictionary<Field, int> columns, Field field, int column)
    {
        var (isFirstHidden, isSecondHidden) = (sheet.IsColumnHidden(columns[field]), sheet.IsColumnHidden(column));
        if (isFirstHidden && !isSecondHidden)
        {
            columns[field] = column;
        }

        return isFirstHidden != isSecondHidden;
    }
}
