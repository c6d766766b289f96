using System.IO.Compression;
using System.Xml;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Reading.Workbooks;

/// <summary>
/// Reads the sheets of an Office Open XML workbook (ECMA-376) as a stream. It is our own because the libraries at hand read an error of
/// Excel (#REF!) as a blank cell and limit neither columns nor rows: a value lost in silence is worse than a hundred lines of XML.
/// </summary>
internal static class WorkbookSheets
{
    private static readonly char[] Letters = [.. Enumerable.Range('A', 26).Select(letter => (char)letter)];

    public static IEnumerable<SourceSheet> Read(Stream file, IntakeOptions options)
    {
        WorkbookGuard.Check(file, options);
        file.Position = 0;
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var (book, sheets) = Guarded(() => Open(archive));
        foreach (var (name, part, isHidden) in sheets)
        {
            var (hidden, merged) = (new HiddenColumns(), new List<MergedCells>());
            yield return new SourceSheet(name, Guarded(Rows(book, name, part, hidden, merged)))
            {
                IsHidden = isHidden,
                IsColumnHidden = hidden.Contains,
                Merged = merged,
            };
        }
    }

    private static (Workbook Book, List<(string Name, string Part, bool IsHidden)> Sheets) Open(ZipArchive archive)
    {
        var part = WorkbookPart.Relationships(archive, "").Values
            .FirstOrDefault(related => related.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target
            ?? "xl/workbook.xml";
        var related = WorkbookPart.Relationships(archive, part);
        var sheets = new List<(string, string, bool)>();
        var is1904 = false;
        using (var xml = WorkbookPart.Open(archive, part) ?? throw new InvalidDataException("There is no workbook part."))
        {
            while (xml.Read())
            {
                switch (xml.LocalName)
                {
                    case "workbookPr" when xml.NodeType == XmlNodeType.Element:
                        is1904 = xml.IsOn("date1904");
                        break;
                    case "sheet" when xml.NodeType == XmlNodeType.Element:
                        sheets.Add(
                            (xml.GetAttribute("name") ?? "", Target(xml, related), xml.GetAttribute("state") is "hidden" or "veryHidden"));
                        break;
                }
            }
        }

        if (sheets.DistinctBy(sheet => sheet.Item1).Count() < sheets.Count)
        {
            throw new InvalidDataException("Two sheets have one name.");
        }

        string? Named(string type) => related.Values.FirstOrDefault(target => target.Type.EndsWith(type, StringComparison.Ordinal)).Target;
        var texts = SharedTexts.Read(archive, Named("/sharedStrings"));
        var styles = WorkbookStyles.Read(archive, Named("/styles"));
        return (new Workbook(archive, texts, styles, is1904), sheets);
    }

    private static string Target(XmlReader sheet, Dictionary<string, (string Type, string Target)> related)
    {
        for (var i = 0; i < sheet.AttributeCount; i++)
        {
            sheet.MoveToAttribute(i);
            if (sheet.LocalName == "id" && sheet.Prefix.Length > 0 && related.TryGetValue(sheet.Value, out var target))
            {
                sheet.MoveToElement();
                return target.Target;
            }
        }

        throw new InvalidDataException("A sheet has no part.");
    }

    private static IEnumerable<SourceRow> Rows(Workbook book, string sheet, string part, HiddenColumns hidden, List<MergedCells> merged)
    {
        using var xml = WorkbookPart.Open(book.Archive, part) ?? throw new InvalidDataException($"There is no part {part}.");
        var line = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "col" && xml.IsOn("hidden"))
            {
                hidden.Add(WorkbookCells.Whole(xml.GetAttribute("min")) ?? 0, WorkbookCells.Whole(xml.GetAttribute("max")) ?? 0);
            }
            else if (xml.LocalName == "mergeCell")
            {
                if (Merged(xml.GetAttribute("ref")) is { } cells && merged.Count < IntakeOptions.MaxLines)
                {
                    merged.Add(cells);
                }
            }
            else if (xml.LocalName == "row")
            {
                var next = WorkbookCells.Whole(xml.GetAttribute("r")) ?? line + 1;
                if (next <= line)
                {
                    throw new InvalidDataException("The rows are out of order.");
                }

                line = next;
                var isHidden = xml.IsOn("hidden");
                var cells = WorkbookCells.Read(xml, book, sheet);
                if (cells.Count > 0)
                {
                    yield return line <= IntakeOptions.MaxLines
                        ? new SourceRow(line, cells, isHidden)
                        : throw new FileRefusedException(RefusalReason.FileTooManyRows, [$"{IntakeOptions.MaxLines}"]);
                }
            }
        }
    }

    // After the rows a sheet says which cells are merged.
    private static MergedCells? Merged(string? cells) =>
        cells?.Split(':') is [var first, var last]
        && WorkbookCells.Column(first) is { } left
        && WorkbookCells.Whole(first.TrimStart(Letters)) is { } top
        && WorkbookCells.Column(last) is { } right
        && WorkbookCells.Whole(last.TrimStart(Letters)) is { } bottom
            ? new MergedCells(left, top, right, bottom)
            : null;

    private static IEnumerable<SourceRow> Guarded(IEnumerable<SourceRow> rows)
    {
        using var all = rows.GetEnumerator();
        while (Guarded(all.MoveNext))
        {
            yield return all.Current;
        }
    }

    // The file is a stranger's: whatever is thrown over it, the file is damaged.
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException exception) when (exception.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new FileRefusedException(RefusalReason.FileEntities, cause: exception);
        }
        catch (Exception exception)
            when (exception is XmlException or InvalidDataException or IOException or FormatException
                or OverflowException or NotSupportedException or ArgumentException)
        {
            throw new FileRefusedException(RefusalReason.FileDamaged, cause: exception);
        }
    }
}

/// <summary>What the cells of a workbook need to know.</summary>
/// <param name="Archive">Its parts.</param>
/// <param name="Texts">The texts that cells name.</param>
/// <param name="Styles">Which styles show days.</param>
/// <param name="Is1904">Whether its days are counted from 1904 on, as on early Macintoshes.</param>
internal sealed record Workbook(ZipArchive Archive, IReadOnlyList<string> Texts, WorkbookStyles Styles, bool Is1904);

/// <summary>The columns that a sheet hides; a sheet names them before its rows.</summary>
internal sealed class HiddenColumns
{
    private readonly List<(int First, int Last)> _columns = [];

    public void Add(int first, int last) => _columns.Add((first, last));

    /// <summary>Whether a column, counted from 0, is hidden.</summary>
    public bool Contains(int column) => _columns.Exists(hidden => column + 1 >= hidden.First && column + 1 <= hidden.Last);
}
