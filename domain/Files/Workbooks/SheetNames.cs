using System.Buffers;

namespace IndhCoops.Domain.Files.Workbooks;

/// <summary>
/// Gives the sheets of a workbook names that spreadsheets take: at most 31 characters, none of <c>[ ] : * ? / \</c>, none twice, none that
/// Excel keeps for itself.
/// </summary>
internal sealed class SheetNames
{
    private const int MaxLength = 31;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("[]:*?/\\");

    // The sheet in which Excel lists changes, in English, French and Arabic; Excel does not open a workbook that has one of its own.
    private static readonly HashSet<string> Reserved = new(["History", "Historique", "محفوظات"], StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name that is nearest to the wanted one.</summary>
    public string Take(string wanted)
    {
        var clean = string.Concat(
            wanted.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Select(c => Forbidden.Contains(c) ? '-' : c))
            .Trim('\'', ' ');
        clean = clean.Length == 0 ? "Sheet" : Reserved.Contains(clean) ? $"{clean} (1)" : clean;
        var name = Cut(clean, "");
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = Cut(clean, FormattableString.Invariant($" ({number})"));
        }

        return name;
    }

    /// <summary>The name as formulas write it, <c>'Lisez-moi'</c>.</summary>
    public static string Quote(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Cut(string name, string end) =>
        (name.Length + end.Length > MaxLength ? name[..(MaxLength - end.Length)].TrimEnd('\'', ' ') : name) + end;
}
