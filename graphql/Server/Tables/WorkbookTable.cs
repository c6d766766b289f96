using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Xml;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// A workbook with one sheet (ECMA-376): headings that stay in sight, real numbers and real dates. Libraries of the format hold a
/// sheet in memory or in a file until it is whole; this one is sent while it is written.
/// </summary>
internal sealed class WorkbookTable : ITableWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int MaxText = 32_767;

    // Days are counted from here; the 29 February 1900 that spreadsheets believe in is counted in.
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly XmlWriterSettings Settings = new() { CheckCharacters = false };

    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly PipeStream _stream;
    private readonly ZipArchive _file;
    private readonly XmlWriter _sheet;

    public WorkbookTable(string name, IReadOnlyList<TableColumn> columns, PipeWriter output)
    {
        _columns = columns;
        _stream = new PipeStream(output);
        _file = new ZipArchive(_stream, ZipArchiveMode.Create, leaveOpen: true);
        WritePart("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """);
        WritePart("_rels/.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        WritePart("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{SheetName(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        WritePart("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
            """);

        // Styles by their place: 0 plain, 1 heading, 2 day, 3 moment, 4 exact number.
        WritePart("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/><xf xfId="0" numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>
            """);
        _sheet = XmlWriter.Create(_file.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), Settings);
    }

    public ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        _sheet.WriteRaw(FormattableString.Invariant($"""<cols><col min="1" max="{_columns.Count}" width="18" customWidth="1"/></cols>"""));
        _sheet.WriteStartElement("sheetData");
        _sheet.WriteStartElement("row");
        foreach (var column in _columns)
        {
            WriteText(column.Name, style: 1);
        }

        _sheet.WriteEndElement();
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken)
    {
        _sheet.WriteStartElement("row");
        foreach (var column in _columns)
        {
            WriteCell(column, column.Read(row));
        }

        _sheet.WriteEndElement();
        return _stream.SendAsync(cancellationToken);
    }

    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        Dispose();
        return _stream.SendAllAsync(cancellationToken);
    }

    public void Dispose()
    {
        _sheet.Dispose();
        _file.Dispose();
    }

    private void WriteCell(TableColumn column, object? value)
    {
        switch (value)
        {
            case null:
                _sheet.WriteStartElement("c");
                _sheet.WriteEndElement();
                break;
            case bool flag:
                WriteValue(flag ? "1" : "0", "b", 0);
                break;
            case DateOnly day:
                WriteValue((day.ToDateTime(TimeOnly.MinValue) - Epoch).TotalDays.ToString(CultureInfo.InvariantCulture), null, 2);
                break;
            case DateTimeOffset moment:
                WriteValue((moment.UtcDateTime - Epoch).TotalDays.ToString("R", CultureInfo.InvariantCulture), null, 3);
                break;
            case decimal or int or long:
                WriteValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), null, column is { Kind: ScalarKind.Decimal, Scale: 2 } ? 4 : 0);
                break;
            default:
                WriteText(value.ToString()!, style: 0);
                break;
        }
    }

    private void WriteValue(string value, string? type, int style)
    {
        _sheet.WriteStartElement("c");
        if (type is not null)
        {
            _sheet.WriteAttributeString("t", type);
        }

        WriteStyle(style);
        _sheet.WriteElementString("v", value);
        _sheet.WriteEndElement();
    }

    private void WriteText(string text, int style)
    {
        _sheet.WriteStartElement("c");
        _sheet.WriteAttributeString("t", "inlineStr");
        WriteStyle(style);
        _sheet.WriteStartElement("is");
        _sheet.WriteStartElement("t");
        _sheet.WriteAttributeString("xml", "space", null, "preserve");

        // What XML has no character for is left out, and a cell holds no more than so much.
        var sound = text.Length <= MaxText && text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)).Take(MaxText));
        _sheet.WriteString(sound);
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }

    private void WriteStyle(int style)
    {
        if (style > 0)
        {
            _sheet.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void WritePart(string path, string xml)
    {
        using var part = new StreamWriter(_file.CreateEntry(path).Open());
        part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""");
        part.Write(xml);
    }

    // Names of fields are letters, digits and underscores; a sheet's name has at most 31.
    private static string SheetName(string field) => field.Length <= 31 ? field : field[..31];
}
