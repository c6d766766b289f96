using System.Collections.Frozen;
using IndhCoops.Domain.Intake.Reading;

namespace IndhCoops.Domain.Intake.Sheets;

/// <summary>A sheet that an office may send: how it is named, and its columns.</summary>
internal sealed class SheetDefinition
{
    // What follows the heading of an amount, and changes nothing: all amounts are dirhams.
    private static readonly string[] Units =
    [
        " en dh", " en dhs", " en mad", " en dirhams", " en dirham", " dh", " dhs", " mad", " dirhams", " in mad", " بالدرهم", " درهم",
    ];

    private readonly FrozenDictionary<string, ColumnDefinition> _columns;
    private readonly FrozenSet<string> _names;

    public SheetDefinition(SheetKind kind, LocalText name, string[] synonyms, IReadOnlyList<ColumnDefinition> columns)
    {
        Kind = kind;
        Name = name;
        Columns = columns;
        _names = synonyms.Append(name.French)
            .Append(name.Arabic)
            .Append(name.English)
            .Select(FoldedWords.Of)
            .ToFrozenSet(StringComparer.Ordinal);
        _columns = columns.SelectMany(column => column.Keys, (column, key) => (column, key))
            .ToFrozenDictionary(pair => pair.key, pair => pair.column, StringComparer.Ordinal);
    }

    // The sheets of the template and of what comes back that hold no data.
    private static readonly FrozenSet<string> Own =
        new[] { "Lisez-moi", "اقرأني", "Read me", "Listes", "القوائم", "Lists", "Refus", "الرفض", "Refused" }.Select(FoldedWords.Of)
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The sheets, in the order in which their rows need each other.</summary>
    public static IReadOnlyList<SheetDefinition> All { get; } = SheetDefinitions.All;

    public SheetKind Kind { get; }

    /// <summary>Its name in the template.</summary>
    public LocalText Name { get; }

    public IReadOnlyList<ColumnDefinition> Columns { get; }

    public static SheetDefinition Of(SheetKind kind) => All[(int)kind];

    /// <summary>The sheet of a name, "Mouvements 2026" too; null for none.</summary>
    public static SheetDefinition? Named(string name)
    {
        var words = FoldedWords.Of(name);
        return All.FirstOrDefault(sheet => sheet._names.Contains(words))
            ?? All.FirstOrDefault(sheet =>
                sheet._names.Any(
                    known => words.StartsWith(known + " ", StringComparison.Ordinal) && words[(known.Length + 1)..].All(char.IsDigit)));
    }

    /// <summary>Whether a sheet is one of ours that holds no data.</summary>
    public static bool IsNoData(string name) => Own.Contains(FoldedWords.Of(name));

    public ColumnDefinition Column(Field field) => Columns.First(column => column.Field == field);

    public bool IsCompulsory(Field field) => Columns.Any(column => column.Field == field && column.IsCompulsory);

    /// <summary>The column of a heading; null for none.</summary>
    public ColumnDefinition? Find(Cell heading) => heading is { IsBlank: false, Number: null, Day: null } ? Find(heading.Text) : null;

    private ColumnDefinition? Find(string heading)
    {
        // A heading is short: long texts are titles and notes.
        if (heading.Length > 100)
        {
            return null;
        }

        var words = FoldedWords.Of(heading);
        if (_columns.TryGetValue(words, out var column))
        {
            return column;
        }

        var unit = Units.FirstOrDefault(unit => words.EndsWith(unit, StringComparison.Ordinal));
        return unit is null ? null : _columns.GetValueOrDefault(words[..^unit.Length]);
    }
}
