using System.Globalization;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Reading;

/// <summary>A cell as the file has it: a text, or what Excel made of it (a number, a day, yes or no, an error).</summary>
internal readonly struct Cell
{
    private readonly object? _value;

    private Cell(object? value) => _value = value;

    /// <summary>The number; null where it is none.</summary>
    public double? Number => _value is ShownNumber shown ? shown.Number : _value as double?;

    /// <summary>Whether the number is shown as a code, which is its text.</summary>
    public bool IsCode => _value is ShownNumber;

    /// <summary>The moment that Excel holds; null where it is none.</summary>
    public DateTime? Day => _value as DateTime?;

    /// <summary>Yes or no; null where it is neither.</summary>
    public bool? Flag => _value as bool?;

    /// <summary>
    /// Why what stands there is no value: an error of Excel, such as #REF!, or a formula whose value was not saved; null for any other
    /// cell.
    /// </summary>
    public RefusalReason? Mistake => (_value as CellMistake)?.Reason;

    public bool IsBlank => _value is null;

    /// <summary>The text, or what stands for the value in a sentence; empty for a blank cell.</summary>
    public string Text => _value switch
    {
        string text => text,
        ShownNumber shown => shown.Text,
        double number => number is > -1e15 and < 1e15
            ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture),
        DateTime day => day.ToString(day.TimeOfDay == TimeSpan.Zero ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
        bool flag => flag ? "TRUE" : "FALSE",
        CellMistake mistake => mistake.Name,
        _ => "",
    };

    /// <summary>A text, cleaned; blank where nothing is left of it.</summary>
    public static Cell Of(string? text) => CellText.Clean(text) is { Length: > 0 } clean ? new Cell(clean) : default;

    public static Cell Of(double number) => new(number);

    /// <summary>A number that is shown as a code: 123 as 00123.</summary>
    public static Cell Of(double number, string shown) => new(new ShownNumber(number, shown));

    public static Cell Of(DateTime day) => new(day);

    public static Cell Of(bool flag) => new(flag);

    public static Cell Error(string name) => new(new CellMistake(name, RefusalReason.ErrorCell));

    public static Cell WithoutValue(string formula) =>
        new(new CellMistake(CellText.Clean("=" + formula), RefusalReason.FormulaWithoutValue));

    public bool Is(string text) => _value is string own && own == text;

    /// <summary>What cannot be read, with the text that is shown for it.</summary>
    public static Cell Refused(RefusalReason reason, string text) => new(new CellMistake(text, reason));

    private sealed record ShownNumber(double Number, string Text);

    private sealed record CellMistake(string Name, RefusalReason Reason);
}
