using System.Globalization;
using System.IO.Compression;

namespace IndhCoops.Domain.Intake.Reading.Workbooks;

/// <summary>Which styles of cells show a number as a day: Excel stores days as numbers.</summary>
internal sealed class WorkbookStyles
{
    private readonly List<bool> _isDay = [];

    public bool IsDay(string? style) =>
        int.TryParse(style, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < _isDay.Count && _isDay[index];

    public static WorkbookStyles Read(ZipArchive workbook, string? part)
    {
        var styles = new WorkbookStyles();
        if (part is null)
        {
            return styles;
        }

        using var xml = WorkbookPart.Open(workbook, part);
        var days = new HashSet<string>(StringComparer.Ordinal);
        var isInCells = false;
        while (xml?.Read() == true)
        {
            switch (xml.LocalName)
            {
                case "numFmt" when xml.GetAttribute("numFmtId") is { } id && IsDayFormat(xml.GetAttribute("formatCode") ?? ""):
                    days.Add(id);
                    break;
                case "cellXfs":
                    isInCells = xml.NodeType == System.Xml.XmlNodeType.Element;
                    break;
                case "xf" when isInCells && xml.NodeType == System.Xml.XmlNodeType.Element:
                    var format = xml.GetAttribute("numFmtId") ?? "0";
                    styles._isDay.Add(days.Contains(format) || IsBuiltIn(format));
                    break;
            }
        }

        return styles;
    }

    // ECMA-376, part 1, 18.8.30: the formats of days and times that have no code of their own, those of East Asia among them.
    private static bool IsBuiltIn(string format) =>
        int.TryParse(format, CultureInfo.InvariantCulture, out var id)
            && id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    // A letter of day, month, year or time that is no literal, within the format of positive numbers.
    private static bool IsDayFormat(string code)
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
                    return true;
            }
        }

        return false;
    }
}
