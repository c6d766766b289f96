using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Rows;

/// <summary>What a file holds: the rows that can be read, and what is wrong with the others.</summary>
internal sealed class FileRows
{
    private readonly HashSet<(SheetKind Sheet, int Line)> _refusedLines = [];

    public List<CooperativeRow> Cooperatives { get; } = [];

    public List<ProjectRow> Projects { get; } = [];

    public List<GrantRow> Grants { get; } = [];

    public List<MovementRow> Movements { get; } = [];

    public List<ObservationRow> Observations { get; } = [];

    /// <summary>The sheets that were read.</summary>
    public Dictionary<SheetKind, ReadSheet> Sheets { get; } = [];

    /// <summary>The names of sheets that are ignored.</summary>
    public List<string> IgnoredSheets { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    /// <summary>What whoever sends the file should look at, though it is taken.</summary>
    public List<Refusal> Warnings { get; } = [];

    /// <summary>The references of rows that are refused, with their cells: what depends on them is refused as well.</summary>
    public Dictionary<(SheetKind Sheet, string Reference), string> RefusedReferences { get; } = [];

    /// <summary>How many rows there are, refused ones among them.</summary>
    public int Count => Sheets.Values.Sum(sheet => sheet.Rows);

    /// <summary>Whether nothing of the file can be read, as the file itself is refused.</summary>
    public bool IsRefused => Refusals.Exists(refusal => refusal.Sheet is null);

    public void Refuse(Refusal refusal)
    {
        Refusals.Add(refusal);
        if (refusal is { Sheet: { } sheet, Line: { } line })
        {
            _refusedLines.Add((sheet, line));
        }
    }

    public bool IsLineRefused(SheetKind sheet, int line) => _refusedLines.Contains((sheet, line));

    public int RefusedLines(SheetKind sheet) => _refusedLines.Count(line => line.Sheet == sheet);

    /// <summary>Refuses cells of which a reason says more than that they are blank.</summary>
    public void Refuse(SheetKind sheet, IReadOnlyDictionary<string, Refusal> cells)
    {
        Refusals.RemoveAll(
            refusal => refusal is { Reason: RefusalReason.Missing, Cell: { } cell } && refusal.Sheet == sheet && cells.ContainsKey(cell));
        foreach (var refusal in cells.Values)
        {
            Refuse(refusal);
        }
    }

    /// <summary>Takes the rows of a sheet away: it is refused as a whole.</summary>
    public void Drop(SheetKind sheet)
    {
        switch (sheet)
        {
            case SheetKind.Cooperatives:
                Cooperatives.Clear();
                break;
            case SheetKind.Projects:
                Projects.Clear();
                break;
            case SheetKind.Grants:
                Grants.Clear();
                break;
            case SheetKind.Movements:
                Movements.Clear();
                break;
            default:
                Observations.Clear();
                break;
        }
    }
}

/// <summary>A sheet that was read.</summary>
internal sealed class ReadSheet(SheetKind kind, string name)
{
    public SheetKind Kind { get; } = kind;

    /// <summary>Its name in the file.</summary>
    public string Name { get; } = name;

    /// <summary>The line of its headings; 0 where they were not found.</summary>
    public int HeadingLine { get; set; }

    /// <summary>How many rows of data it has.</summary>
    public int Rows { get; set; }

    public List<int> DataLines { get; } = [];

    /// <summary>How many of them are hidden.</summary>
    public int HiddenRows { get; set; }

    /// <summary>The headings of columns that are ignored.</summary>
    public IReadOnlyList<string> UnknownColumns { get; set; } = [];

    /// <summary>How many example rows of the template were left in it.</summary>
    public int Examples { get; set; }

    /// <summary>The lines of titles and totals within the table, which are no data.</summary>
    public List<int> PassedOver { get; } = [];

    /// <summary>The name of a cell of a field; null where the sheet has no such column.</summary>
    public Func<Field, int, string?> CellName { get; set; } = (_, _) => null;
}
