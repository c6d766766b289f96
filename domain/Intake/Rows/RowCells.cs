using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Reading;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;

namespace IndhCoops.Domain.Intake.Rows;

/// <summary>Reads the cells of one row after another by what their columns hold, and notes what is wrong with them.</summary>
internal sealed class RowCells(SheetHeading heading, string sheetName, OfficeDays days, Suggestions suggestions)
{
    // A file repeats a few names in thousands of rows. A file with more different ones than this does not use known names.
    private const int MostRemembered = 2_000;

    private readonly List<Refusal> _refusals = [];
    private readonly Dictionary<(object Names, string Text), object> _found = [];
    private SourceRow _row;

    /// <summary>What is wrong with the row.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals;

    public int Line => _row.Line;

    public void Begin(SourceRow row)
    {
        _row = row;
        _refusals.Clear();
    }

    /// <summary>What a cell says, whatever it is; empty where it is blank.</summary>
    public string Raw(Field field) => Cell(field).Text;

    public string? Text(Field field, bool isLong = false)
    {
        if (Filled(field) is not { } cell)
        {
            return null;
        }

        if (cell.Day is not null)
        {
            return Refuse(field, RefusalReason.BecameDay);
        }

        if (IsShortened(cell))
        {
            return Refuse(field, RefusalReason.ScientificNotation);
        }

        var most = isLong ? EntryRules.MaxNote : EntryRules.MaxText;
        return cell.Text.Length > most ? Refuse(field, RefusalReason.TooLong, $"{most}") : cell.Text;
    }

    public string? Reference(Field field)
    {
        if (Filled(field) is not { } cell)
        {
            return null;
        }

        // Excel writes 3-4 into a text file as 03-avr.
        if (cell.Day is not null || (cell.Number is null && OfficeDay.IsShort(cell.Text)))
        {
            return Refuse(field, RefusalReason.BecameDay);
        }

        if (IsShortened(cell))
        {
            return Refuse(field, RefusalReason.ScientificNotation);
        }

        return ReferenceText.TryRead(cell.Text, out var reference)
            ? reference
            : Refuse(field, RefusalReason.NotAReference, $"{ReferenceText.MaxLength}");
    }

    /// <summary>A number with at most two decimals.</summary>
    public decimal? Number(Field field, bool mayBeNegative, decimal most = MovementRules.Most)
    {
        var number = Decimal(field, 2);
        if (number < 0 && !mayBeNegative)
        {
            Refuse(field, RefusalReason.Negative);
            return null;
        }

        if (number is { } value && Math.Abs(value) > most)
        {
            Refuse(field, RefusalReason.NumberOutOfBounds, "0", FormattableString.Invariant($"{most}"));
            return null;
        }

        return number;
    }

    /// <summary>A number of people.</summary>
    public int? Count(Field field)
    {
        var number = Decimal(field, 0);
        if (number is < 0 or > 1_000_000)
        {
            Refuse(field, number < 0 ? RefusalReason.Negative : RefusalReason.NumberOutOfBounds, "0", "1000000");
            return null;
        }

        return (int?)number;
    }

    /// <summary>A year, or the year of a day.</summary>
    public int? Year(Field field)
    {
        if (Filled(field) is not { } cell)
        {
            return null;
        }

        var isDay = cell.Day is not null || (cell.Number is null && cell.Text.Length > 4);
        var year = isDay ? Day(field)?.Year : (int?)Decimal(field, 0);
        if (year < OfficeDay.FirstYear || year > days.Today.Year)
        {
            Refuse(field, RefusalReason.YearOutOfBounds, $"{OfficeDay.FirstYear}", $"{days.Today.Year}");
            return null;
        }

        return year;
    }

    /// <summary>A day that is not too far ahead, and if it is of the INDH, not before it.</summary>
    public DateOnly? Day(Field field, bool isOfIndh = false)
    {
        if (Filled(field) is not { } cell)
        {
            return null;
        }

        (RefusalReason Reason, string[] Arguments) refusal = (RefusalReason.NotADay, []);
        var day = cell switch
        {
            { Day: { } moment } => OfficeDay.Read(moment, out refusal),
            { Number: null, Flag: null } => OfficeDay.Read(cell.Text, out refusal),
            _ => null,
        };
        if (day is null)
        {
            Refuse(field, refusal.Reason, refusal.Arguments);
        }
        else if (day > days.Last)
        {
            Refuse(field, RefusalReason.TooLate, FormattableString.Invariant($"{days.Last:dd/MM/yyyy}"));
        }
        else if (isOfIndh && day.Value.Year < days.FirstYear)
        {
            Refuse(field, RefusalReason.TooEarly, FormattableString.Invariant($"01/01/{days.FirstYear}"), "INDH");
        }

        return day;
    }

    public bool? YesNo(Field field)
    {
        if (Filled(field) is not { } cell)
        {
            return null;
        }

        if (cell.Flag is null && Find(OfficeWords.YesNo, cell.Text) is not [_])
        {
            Refuse(field, RefusalReason.NotYesNo);
            return null;
        }

        return cell.Flag ?? Find(OfficeWords.YesNo, cell.Text)[0];
    }

    /// <summary>What a name or a code stands for; the default value where it stands for nothing.</summary>
    public T? Named<T>(Field field, OfficeNames<T> names)
        where T : notnull
    {
        if (Filled(field) is not { } cell)
        {
            return default;
        }

        switch (Find(names, cell.Text))
        {
            case [var found]:
                return found;
            case []:
                Refuse(field, RefusalReason.UnknownName, cell.Text, suggestions.For(names, cell.Text));
                return default;
            case var several:
                Refuse(field, RefusalReason.AmbiguousName, cell.Text, string.Join(", ", several));
                return default;
        }
    }

    private IReadOnlyList<T> Find<T>(OfficeNames<T> names, string text)
        where T : notnull
    {
        if (_found.TryGetValue((names, text), out var known))
        {
            return (IReadOnlyList<T>)known;
        }

        var found = names.Find(text);
        if (_found.Count < MostRemembered)
        {
            _found.Add((names, text), found);
        }

        return found;
    }

    public string? Ice(Field field)
    {
        if (Filled(field) is not { } cell)
        {
            return null;
        }

        // Excel drops the zeros at the beginning of a number; the check digits say whether they were all that is missing.
        var digits = cell.Number is { } number and >= 0 and < 1e15 && number == Math.Floor(number)
            ? ((long)number).ToString("D15", System.Globalization.CultureInfo.InvariantCulture)
            : string.Concat(OfficeNumber.Plain(cell.Text).Where(letter => letter is not (' ' or '-' or '.' or '\'')));
        if (digits.Length != Values.Ice.Length || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return Refuse(field, RefusalReason.IceDigits, FormattableString.Invariant($"{digits.Count(char.IsAsciiDigit)}"));
        }

        return Values.Ice.IsSound(digits) ? digits : Refuse(field, RefusalReason.IceCheck);
    }

    /// <summary>Notes what is wrong with a cell.</summary>
    public string? Refuse(Field field, RefusalReason reason, params string[] arguments)
    {
        _refusals.Add(RefusalOf(field, reason, arguments));
        return null;
    }

    /// <summary>What is wrong with a cell of this row.</summary>
    public Refusal RefusalOf(Field field, RefusalReason reason, params string[] arguments) => new(
        heading.Sheet.Kind,
        sheetName,
        _row.Line,
        heading.CellName(field, _row.Line),
        Shown(Cell(field).Text),
        reason,
        arguments);

    // Excel keeps 15 digits of a number, and shows a long one as 1,23457E+15, which is what it writes into a text file.
    private static bool IsShortened(Cell cell) =>
        cell.Number is >= 1e15 or <= -1e15 || (cell.Number is null && OfficeNumber.IsScientific(cell.Text));

    // A message repeats as much of a stranger's text as is needed to find it.
    internal static string Shown(string text) => text.Length <= 100 ? text : text[..99] + "…";

    private Cell Cell(Field field) => heading.Column(field) is { } column ? _row[column] : default;

    // The cell, where something is in it that can be read.
    private Cell? Filled(Field field)
    {
        var cell = Cell(field);
        if (cell.IsBlank)
        {
            if (heading.Sheet.IsCompulsory(field))
            {
                Refuse(field, RefusalReason.Missing, heading.Sheet.Column(field).Heading.French);
            }

            return null;
        }

        if (cell.Mistake is { } mistake)
        {
            Refuse(field, mistake);
            return null;
        }

        if (cell is { Number: null, Day: null, Flag: null }
            && (cell.Text.Contains('\uFFFD', StringComparison.Ordinal) || GarbledText.IsGarbled(cell.Text)))
        {
            Refuse(field, RefusalReason.LostLetters);
            return null;
        }

        return cell;
    }

    private decimal? Decimal(Field field, int decimals)
    {
        if (Filled(field) is not { } cell)
        {
            return null;
        }

        (RefusalReason Reason, string[] Arguments) refusal = (cell.Day is null ? RefusalReason.NotANumber : RefusalReason.BecameDay, []);
        var number = cell switch
        {
            { Number: { } value } => OfficeNumber.Read(value, decimals, out refusal),
            { Day: null, Flag: null } => OfficeNumber.Read(cell.Text, decimals, out refusal),
            _ => null,
        };
        if (number is null)
        {
            Refuse(field, refusal.Reason, refusal.Arguments);
        }

        return number;
    }
}
