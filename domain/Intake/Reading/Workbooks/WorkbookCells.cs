using System.Globalization;
using System.Xml;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Reading.Workbooks;

/// <summary>Reads the cells of one row. Of a formula the value that Excel kept is read; none is run.</summary>
internal static class WorkbookCells
{
    // The last day that Excel knows is 31 December 9999.
    private const double LastDay = 2_958_465, From1904 = 1_462, MostExact = 1e15;

    /// <summary>The cells, up to the last that is not blank.</summary>
    public static List<Cell> Read(XmlReader xml, Workbook book, string sheet)
    {
        var cells = new List<Cell>();
        if (xml.IsEmptyElement)
        {
            return cells;
        }

        var (depth, column) = (xml.Depth, -1);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }

            column = Column(xml.GetAttribute("r")) ?? column + 1;
            var cell = ReadCell(xml, book);
            if (cell.IsBlank)
            {
                continue;
            }

            if (column >= IntakeOptions.MaxColumns)
            {
                throw new FileRefusedException(RefusalReason.FileTooManyColumns, [sheet, $"{column + 1}", $"{IntakeOptions.MaxColumns}"]);
            }

            while (cells.Count <= column)
            {
                cells.Add(default);
            }

            cells[column] = cells[column].IsBlank
                ? cell
                : throw new InvalidDataException($"The row has column {column + 1} twice.");
        }

        return cells;
    }

    public static int? Whole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Cell ReadCell(XmlReader xml, Workbook book)
    {
        if (xml.IsEmptyElement)
        {
            return default;
        }

        var (type, style, depth) = (xml.GetAttribute("t"), xml.GetAttribute("s"), xml.Depth);
        var (cell, formula) = (default(Cell), (string?)null);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "v":
                    cell = Value(SharedTexts.Content(xml), type, style, book);
                    break;
                case "is":
                    cell = Cell.Of(SharedTexts.Text(xml));
                    break;
                case "f":
                    formula = SharedTexts.Content(xml);
                    break;
                default:
                    SharedTexts.SkipWithin(xml);
                    break;
            }
        }

        // What a formula gave may be an empty text; a number that is missing was never computed.
        return formula is not null && cell.IsBlank && type != "str" ? Cell.WithoutValue(formula) : cell;
    }

    private static Cell Value(string text, string? type, string? style, Workbook book) => type switch
    {
        "s" => Whole(text) is { } place && place < book.Texts.Count
            ? Cell.Of(book.Texts[place])
            : throw new InvalidDataException($"There is no text {text}."),
        "str" => Cell.Of(SharedTexts.Unescaped(text)),
        "b" => Cell.Of(text is "1" or "true"),
        "e" => Cell.Error(text),
        "d" => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var day)
            ? Cell.Of(day)
            : Cell.Of(text),
        _ when text.Length == 0 => default,
        _ => Number(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), book.Styles.Of(style), book.Is1904),
    };

    // Codes and parts of a hundred are what the office sees: 123 as 00123, 0.6 as 60%, as in a text file of the same sheet.
    private static Cell Number(double number, NumberFormat format, bool is1904)
    {
        var day = is1904 ? number + From1904 : number;
        return format.Look switch
        {
            NumberLook.Day when day is >= 0 and <= LastDay => Cell.Of(DateTime.FromOADate(day)),
            NumberLook.Percent => Cell.Of((number * 100).ToString("0.##########'%'", CultureInfo.InvariantCulture)),
            NumberLook.Code when number is >= 0 and < MostExact && number == Math.Floor(number) =>
                Cell.Of(number, number.ToString(format.Zeros, CultureInfo.InvariantCulture)),
            _ => Cell.Of(number),
        };
    }

    // The column of "BC12", from 0; null where there is none. More than seven letters are no column.
    public static int? Column(string? name)
    {
        var column = 0L;
        var letters = 0;
        while (name is not null && letters < name.Length && letters < 7 && char.IsAsciiLetter(name[letters]))
        {
            column = (column * 26) + (char.ToUpperInvariant(name[letters]) - 'A' + 1);
            letters++;
        }

        return letters == 0 ? null : (int)Math.Min(column - 1, int.MaxValue - 1);
    }
}
