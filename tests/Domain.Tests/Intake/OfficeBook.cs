using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>Writes the workbooks that tests need, the hostile ones too: part by part.</summary>
internal sealed class OfficeBook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly List<(string Name, string Xml, bool IsHidden)> _sheets = [];
    private readonly Dictionary<string, string> _parts = [];

    public CompressionLevel Level { get; init; } = CompressionLevel.Fastest;

    /// <summary>Whether days are counted from 1904 on, as by early Macintoshes.</summary>
    public bool Is1904 { get; init; }

    /// <summary>Formats of numbers; a cell names them as its style from 2 on.</summary>
    public string[] Formats { get; init; } = [];

    /// <summary>A sheet of rows: texts, numbers, days, null for blank, and <see cref="Raw"/> for the XML of a cell.</summary>
    public OfficeBook Sheet(string name, params object?[][] rows) => SheetXml(name, $"<sheetData>{Rows(rows)}</sheetData>");

    public OfficeBook HiddenSheet(string name, params object?[][] rows)
    {
        _sheets.Add((name, $"<sheetData>{Rows(rows)}</sheetData>", true));
        return this;
    }

    /// <summary>The rows of a sheet; lines that are given are hidden.</summary>
    public static string Rows(object?[][] rows, params int[] hidden)
    {
        var xml = new StringBuilder();
        for (var line = 1; line <= rows.Length; line++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{line}\"{(hidden.Contains(line) ? " hidden=\"1\"" : "")}>");
            for (var column = 0; column < rows[line - 1].Length; column++)
            {
                Write(xml, $"{(char)('A' + column)}{line}", rows[line - 1][column]);
            }

            xml.Append("</row>");
        }

        return xml.ToString();
    }

    public OfficeBook SheetXml(string name, string xml)
    {
        _sheets.Add((name, xml, false));
        return this;
    }

    public OfficeBook Part(string name, string content)
    {
        _parts[name] = content;
        return this;
    }

    public MemoryStream Write()
    {
        var (file, added) = (new MemoryStream(), new HashSet<string>());
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, added, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add(archive, added, "_rels/.rels", Relationships(("rId1", "officeDocument", "xl/workbook.xml")));
            Add(archive, added, "xl/workbook.xml", Workbook());
            Add(archive, added, "xl/_rels/workbook.xml.rels", Relationships(
                [
                    .. _sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")),
                    ("rIdS", "styles", "styles.xml"),
                    ("rIdT", "sharedStrings", "sharedStrings.xml"),
                ]));
            Add(archive, added, "xl/styles.xml", Styles());
            Add(archive, added, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"/>");
            for (var i = 0; i < _sheets.Count; i++)
            {
                Add(archive, added, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\">{_sheets[i].Xml}</worksheet>");
            }

            foreach (var (name, content) in _parts.Where(part => !added.Contains(part.Key)))
            {
                Add(archive, added, name, content);
            }
        }

        file.Position = 0;
        return file;
    }

    private void Add(ZipArchive archive, HashSet<string> added, string name, string content)
    {
        added.Add(name);
        using var part = archive.CreateEntry(name, Level).Open();
        part.Write(Encoding.UTF8.GetBytes(_parts.GetValueOrDefault(name, content)));
    }

    private string Workbook()
    {
        var sheets = _sheets.Select((sheet, i) =>
        {
            var state = sheet.IsHidden ? " state=\"hidden\"" : "";
            return $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\"{state} r:id=\"rId{i + 1}\"/>";
        });
        return $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\">{(Is1904 ? "<workbookPr date1904=\"1\"/>" : "")}"
            + $"<sheets>{string.Concat(sheets)}</sheets></workbook>";
    }

    private string Styles()
    {
        var formats = Formats.Select(
            (format, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{SecurityElement.Escape(format)}\"/>");
        var cells = Formats.Select((_, i) => $"<xf numFmtId=\"{164 + i}\"/>");
        return $"<styleSheet xmlns=\"{Main}\"><numFmts>{string.Concat(formats)}</numFmts>"
            + $"<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>{string.Concat(cells)}</cellXfs></styleSheet>";
    }

    private static string Relationships(params (string Id, string Type, string Target)[] related)
    {
        var all = related.Select(to => $"<Relationship Id=\"{to.Id}\" Type=\"{Office}/{to.Type}\" Target=\"{to.Target}\"/>");
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + $"{string.Concat(all)}</Relationships>";
    }

    private static void Write(StringBuilder xml, string cell, object? value) => _ = value switch
    {
        null => xml,
        Raw raw => xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{cell}\" {raw.Attributes}>{raw.Content}</c>"),
        string text => xml.Append(
            CultureInfo.InvariantCulture,
            $"<c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>"),
        DateOnly day => xml.Append(
            CultureInfo.InvariantCulture, $"<c r=\"{cell}\" s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>"),
        bool flag => xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{cell}\" t=\"b\"><v>{(flag ? 1 : 0)}</v></c>"),
        _ =>
            xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{cell}\"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>"),
    };
}

/// <summary>A cell as it stands in the XML of a sheet.</summary>
internal sealed record Raw(string Attributes, string Content);
