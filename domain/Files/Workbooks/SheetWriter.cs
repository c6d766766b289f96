using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IndhCoops.Domain.Files.Workbooks;

/// <summary>
/// Writes the rows of a sheet, cell by cell. Decimals are written digit by digit, never through a binary fraction. A text is always a text
/// cell, so that no spreadsheet takes it for a formula.
/// </summary>
public sealed partial class SheetWriter : IDisposable
{
    // What a cell holds; Excel repairs a file that has longer ones.
    private const int MaxText = 32_767;
    private const int SentAt = 32 * 1024;

    // Days are counted from here; the 29 February 1900 that spreadsheets believe in is counted in.
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    // What XML has other words or no character for; the line end of Windows becomes that of XML.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [
            .. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(c => c is not ('\t' or '\n')),
            '<', '>', '&', '_', '\uFFFE', '\uFFFF',
        ]);

    private readonly Stream _part;
    private readonly SheetLayout _layout;
    private readonly ArrayBufferWriter<byte> _xml = new(SentAt + 4096);
    private readonly List<string> _lists = [];
    private readonly List<byte[]> _columns = [];
    private readonly byte[] _row = new byte[8];
    private int _rowLength;
    private int _rows;
    private int? _filtered;
    private int _cells;
    private bool _isClosed;

    // Excel refuses a file with a wider column.
    private const double Widest = 255;

    internal SheetWriter(Stream part, SheetLayout layout, bool isFirst)
    {
        (_part, _layout) = (part, layout);
        Raw("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"""u8);
        Raw("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"""u8);
        Raw("""<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView"""u8);
        Raw(layout.IsPage ? " showGridLines=\"0\""u8 : []);
        Raw(layout.IsRightToLeft ? " rightToLeft=\"1\""u8 : []);
        Raw(isFirst ? " tabSelected=\"1\""u8 : []);
        Raw(""" workbookViewId="0">"""u8);
        if (layout.HasHeadings)
        {
            Raw("""<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>"""u8);
        }

        Raw("</sheetView></sheetViews><cols>"u8);
        for (var i = 0; i < layout.Widths.Count; i++)
        {
            Raw($"""<col min="{i + 1}" max="{i + 1}" width="{Math.Min(layout.Widths[i], Widest)}" customWidth="1"/>""");
        }

        Raw("</cols><sheetData>"u8);
    }

    /// <summary>Writes a text; nothing where it is null.</summary>
    public void Text(string? text, CellStyle style = CellStyle.Plain)
    {
        if (text is null)
        {
            Skip();
            return;
        }

        Begin(style);
        Raw(" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        var span = text.AsSpan(0, Math.Min(text.Length, MaxText));
        if (span.ContainsAny(Special))
        {
            span = Escape(span);
        }

        Encoding.UTF8.GetBytes(span, _xml);
        Raw("</t></is></c>"u8);
    }

    /// <summary>Writes an exact number; nothing where it is null.</summary>
    public void Number(decimal? number, CellStyle style = CellStyle.Plain) => Value(number, default, style);

    /// <summary>Writes a number as a spreadsheet held it.</summary>
    public void Number(double number) => Value<double>(number, "R", CellStyle.Plain);

    /// <summary>Writes an amount to the centime; nothing where it is null.</summary>
    public void Amount(decimal? amount, CellStyle style = CellStyle.Amount) => Value(amount, "F2", style);

    /// <summary>Writes a whole number; nothing where it is null.</summary>
    public void Count(long? count, CellStyle style = CellStyle.Count) => Value(count, default, style);

    /// <summary>Writes a day; nothing where it is null.</summary>
    public void Day(DateOnly? day, CellStyle style = CellStyle.Day) =>
        Count(day is { } known ? known.DayNumber - DateOnly.FromDateTime(Epoch).DayNumber : null, style);

    /// <summary>Writes a moment; nothing where it is null.</summary>
    public void Moment(DateTime? moment, CellStyle style = CellStyle.Moment) => Value((moment - Epoch)?.TotalDays, "R", style);

    /// <summary>Writes yes or no; nothing where it is null.</summary>
    public void Flag(bool? flag)
    {
        if (flag is not { } known)
        {
            Skip();
            return;
        }

        Begin(CellStyle.Plain);
        Raw(known ? " t=\"b\"><v>1</v></c>"u8 : " t=\"b\"><v>0</v></c>"u8);
    }

    /// <summary>Leaves a cell empty.</summary>
    public void Skip()
    {
        BeginRow();
        _cells++;
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        BeginRow();
        Raw("</row>"u8);
        _cells = 0;
        _rowLength = 0;
        if (_xml.WrittenCount >= SentAt)
        {
            Send();
        }
    }

    /// <summary>Ends the rows that the filters of the headings show and hide.</summary>
    public void EndFilters() => _filtered = _rows;

    /// <summary>Lets the reader choose from the values of another sheet's column; other values may be typed as well.</summary>
    /// <param name="column">The column that is filled in, counted from 1.</param>
    /// <param name="firstRow">The first row that is filled in.</param>
    /// <param name="lastRow">The last row that is filled in.</param>
    /// <param name="sheet">The name of the other sheet.</param>
    /// <param name="from">Its column, counted from 1.</param>
    /// <param name="count">How many values it holds, from its first row on.</param>
    public void OfferList(int column, int firstRow, int lastRow, string sheet, int from, int count)
    {
        var cells = FormattableString.Invariant($"{Letters(column)}{firstRow}:{Letters(column)}{lastRow}");
        var values = FormattableString.Invariant($"{SheetNames.Quote(sheet)}!${Letters(from)}$1:${Letters(from)}${count}");
        _lists.Add(
            $"""<dataValidation type="list" allowBlank="1" sqref="{cells}"><formula1>{values}</formula1></dataValidation>""");
    }

    /// <summary>Writes the end, after the rows, and closes the sheet.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        if (_rowLength > 0)
        {
            EndRow();
        }

        Raw("</sheetData>"u8);
        if (_layout.HasFilters)
        {
            Raw($"""<autoFilter ref="A1:{Letters(_layout.Widths.Count)}{_filtered ?? Math.Max(1, _rows)}"/>""");
        }

        if (_lists.Count > 0)
        {
            Raw($"""<dataValidations count="{_lists.Count}">{string.Concat(_lists)}</dataValidations>""");
        }

        // Zero pages downwards are as many as are needed.
        var height = _layout.IsPage ? 1 : 0;
        var orientation = _layout is { IsPage: true, IsWide: false } ? "portrait" : "landscape";
        Raw($"""<pageSetup paperSize="9" fitToWidth="{_layout.PagesAcross}" fitToHeight="{height}" orientation="{orientation}"/>""");
        var footer = _layout.Footer is { } text ? $"&L{text.Replace("&", "&&", StringComparison.Ordinal)}&R&P / &N"
            : _layout.IsPage ? ""
            : "&R&P / &N";
        if (footer.Length > 0)
        {
            Raw("<headerFooter><oddFooter>"u8);
            Encoding.UTF8.GetBytes(Escape(footer), _xml);
            Raw("</oddFooter></headerFooter>"u8);
        }

        Raw("</worksheet>"u8);
        Send();
        _part.Dispose();
    }

    /// <summary>A for 1, Z for 26, AA for 27.</summary>
    private static string Letters(int column) => column == 0 ? "" : Letters((column - 1) / 26) + (char)('A' + ((column - 1) % 26));

    // A text that looks like one of Excel's own escapes, _x000D_, is kept from being taken for it.
    private static string Escape(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            escaped = text[i] switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '_' when OwnEscape().IsMatch(text[i..]) => escaped.Append("_x005F_"),
                '\r' when i + 1 == text.Length || text[i + 1] != '\n' => escaped.Append('\n'),
                '\uFFFE' or '\uFFFF' or (< ' ' and not ('\t' or '\n')) => escaped,
                var c => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private void Value<T>(T? value, ReadOnlySpan<char> format, CellStyle style)
        where T : struct, IUtf8SpanFormattable
    {
        if (value is not { } known)
        {
            Skip();
            return;
        }

        Begin(style);
        Raw("><v>"u8);
        known.TryFormat(_xml.GetSpan(64), out var written, format, CultureInfo.InvariantCulture);
        _xml.Advance(written);
        Raw("</v></c>"u8);
    }

    private void Begin(CellStyle style)
    {
        BeginRow();
        while (_cells >= _columns.Count)
        {
            _columns.Add(Encoding.ASCII.GetBytes(Letters(_columns.Count + 1)));
        }

        Raw("<c r=\""u8);
        Raw(_columns[_cells++]);
        Raw(_row.AsSpan(0, _rowLength));
        if (style == CellStyle.Plain)
        {
            Raw("\""u8);
        }
        else
        {
            Raw("\" s=\""u8);
            ((int)style).TryFormat(_xml.GetSpan(4), out var written, default, CultureInfo.InvariantCulture);
            _xml.Advance(written);
            Raw("\""u8);
        }
    }

    private void BeginRow()
    {
        if (_rowLength > 0)
        {
            return;
        }

        (++_rows).TryFormat(_row, out _rowLength, default, CultureInfo.InvariantCulture);
        Raw("<row r=\""u8);
        Raw(_row.AsSpan(0, _rowLength));
        Raw("\">"u8);
    }

    private void Raw(ReadOnlySpan<byte> bytes) => _xml.Write(bytes);

    private void Raw(FormattableString xml) => Encoding.UTF8.GetBytes(FormattableString.Invariant(xml), _xml);

    private void Send()
    {
        _part.Write(_xml.WrittenSpan);
        _xml.ResetWrittenCount();
    }

    [GeneratedRegex("^_x[0-9A-Fa-f]{4}_")]
    private static partial Regex OwnEscape();
}
