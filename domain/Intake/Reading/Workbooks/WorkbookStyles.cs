using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace IndhCoops.Domain.Intake.Reading.Workbooks;

/// <summary>How the styles of cells show a number: as a day, which Excel stores as a number, a part of a hundred, a code.</summary>
internal sealed partial class WorkbookStyles
{
    private static readonly NumberFormat Plain = new(NumberLook.Plain);

    private readonly List<NumberFormat> _formats = [];

    public NumberFormat Of(string? style) =>
        int.TryParse(style, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < _formats.Count ? _formats[index] : Plain;

    public static WorkbookStyles Read(ZipArchive workbook, string? part)
    {
        var styles = new WorkbookStyles();
        if (part is null)
        {
            return styles;
        }

        using var xml = WorkbookPart.Open(workbook, part);
        var own = new Dictionary<string, NumberFormat>(StringComparer.Ordinal);
        var isInCells = false;
        while (xml?.Read() == true)
        {
            switch (xml.LocalName)
            {
                case "numFmt" when xml.GetAttribute("numFmtId") is { } id:
                    own[id] = FormatOf(xml.GetAttribute("formatCode") ?? "");
                    break;
                case "cellXfs":
                    isInCells = xml.NodeType == System.Xml.XmlNodeType.Element;
                    break;
                case "xf" when isInCells && xml.NodeType == System.Xml.XmlNodeType.Element:
                    var format = xml.GetAttribute("numFmtId") ?? "0";
                    styles._formats.Add(own.GetValueOrDefault(format) ?? BuiltIn(format));
                    break;
            }
        }

        return styles;
    }

    // ECMA-376, part 1, 18.8.30: the formats that have no code of their own, those of days in East Asia among them.
    private static NumberFormat BuiltIn(string format) => int.TryParse(format, CultureInfo.InvariantCulture, out var id) ? id switch
    {
        9 or 10 => new NumberFormat(NumberLook.Percent),
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => new NumberFormat(NumberLook.Day),
        _ => Plain,
    } : Plain;

    private static NumberFormat FormatOf(string code) =>
        CodeOf.Match(code) is { Success: true } match && match.Groups[1].Value is not "0" and var zeros
            ? new NumberFormat(NumberLook.Code, zeros)
            : new NumberFormat(LookOf(code));

    // Zeros that stand for digits, whatever stands before and between them: 00000, "C-"000, 00\-000. What stands behind them is a unit.
    [GeneratedRegex(
        """^(?:\[\$-[0-9A-Fa-f]+\])?((?:[-0 ()]|"[^"]*"|\\.)*0)(?:;.*)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex CodeOf { get; }

    // A letter of day, month, year or time, or a sign of percent, that is no literal, within the format of positive numbers.
    private static NumberLook LookOf(string code)
    {
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"' or '[':
                    var end = code.IndexOf(code[i] == '"' ? '"' : ']', i + 1);
                    i = end < 0 ? code.Length : end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S':
                    return NumberLook.Day;
                case '%':
                    return NumberLook.Percent;
            }
        }

        return NumberLook.Plain;
    }
}

/// <summary>How a number is shown.</summary>
internal enum NumberLook
{
    Plain,
    Day,
    Percent,

    /// <summary>As a number of an office: 123 as 00123.</summary>
    Code,
}

/// <summary>How a style shows a number.</summary>
/// <param name="Zeros">Of a code its zeros and what stands between them, as .NET writes formats too.</param>
internal sealed record NumberFormat(NumberLook Look, string Zeros = "");
