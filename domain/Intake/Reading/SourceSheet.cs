namespace IndhCoops.Domain.Intake.Reading;

/// <summary>A sheet of a workbook, or a text file as a whole. Its rows can be read once, before the next sheet.</summary>
/// <param name="Name">The name of the sheet or of the file.</param>
internal sealed record SourceSheet(string Name, IEnumerable<SourceRow> Rows)
{
    /// <summary>Whether it is a text file, whose name may be anything.</summary>
    public bool IsText { get; init; }

    /// <summary>Whether the whole sheet is hidden.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether a column, counted from 0, is hidden.</summary>
    public Func<int, bool> IsColumnHidden { get; init; } = _ => false;

    /// <summary>The cells that are merged; known when its rows are read.</summary>
    public IReadOnlyList<MergedCells> Merged { get; init; } = [];

    /// <summary>Names a cell, by its column, counted from 0, and its line.</summary>
    public Func<int, int, string> NameCell { get; init; } = SourceRow.CellName;
}

/// <summary>Cells that are one, of which the first has the value. Columns are counted from 0.</summary>
internal readonly record struct MergedCells(int FirstColumn, int FirstLine, int LastColumn, int LastLine)
{
    /// <summary>How a spreadsheet writes it: A5:A7.</summary>
    public override string ToString() => $"{SourceRow.CellName(FirstColumn, FirstLine)}:{SourceRow.CellName(LastColumn, LastLine)}";
}

/// <summary>A row of a sheet.</summary>
/// <param name="Line">Its number, from 1, as the office sees it.</param>
/// <param name="Cells">Its cells; those at the end may be missing.</param>
/// <param name="IsHidden">Whether it is hidden, by a filter for example.</param>
internal readonly record struct SourceRow(int Line, IReadOnlyList<Cell> Cells, bool IsHidden = false)
{
    /// <summary>The cell of a column, counted from 0.</summary>
    public Cell this[int column] => column < Cells.Count ? Cells[column] : default;

    public bool IsBlank
    {
        get
        {
            for (var i = 0; i < Cells.Count; i++)
            {
                if (!Cells[i].IsBlank)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The name that a spreadsheet gives a cell: D7.</summary>
    public static string CellName(int column, int line)
    {
        var letters = "";
        for (var rest = column; rest >= 0; rest = (rest / 26) - 1)
        {
            letters = (char)('A' + (rest % 26)) + letters;
        }

        return FormattableString.Invariant($"{letters}{line}");
    }
}
