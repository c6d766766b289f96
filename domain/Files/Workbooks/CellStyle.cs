namespace IndhCoops.Domain.Files.Workbooks;

/// <summary>How a cell looks; the number is its place among the formats of <see cref="Stylesheet"/>.</summary>
public enum CellStyle
{
    /// <summary>As the spreadsheet shows a value by default.</summary>
    Plain,

    /// <summary>The heading of a column: bold on a coloured ground, wrapped.</summary>
    Heading,

    /// <summary>A count, with separators of thousands.</summary>
    Count,

    /// <summary>An amount to the centime, with separators of thousands.</summary>
    Amount,

    /// <summary>A day, 2024-07-05.</summary>
    Day,

    /// <summary>A moment, 2024-07-05 23:41:00.</summary>
    Moment,

    /// <summary>Bold text.</summary>
    Bold,

    /// <summary>A bold count.</summary>
    BoldCount,

    /// <summary>A bold amount.</summary>
    BoldAmount,

    /// <summary>Text that continues on the next line of its cell.</summary>
    Wrapped,

    /// <summary>The heading of a column that must be filled in.</summary>
    Compulsory,

    /// <summary>An example, grey and in italics.</summary>
    Example,

    /// <summary>A day as the reader's own spreadsheet writes days, 05/07/2024 in French.</summary>
    LocalDay,
}

/// <summary>The one stylesheet of all workbooks (ECMA-376 part 1, 18.8).</summary>
internal static class Stylesheet
{
    private const string NumberFormats =
        """<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>"""
        + """<numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>""";

    private const string Fonts =
        """<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>"""
        + """<font><b/><sz val="11"/><name val="Calibri"/></font>"""
        + """<font><i/><sz val="11"/><color rgb="FF808080"/><name val="Calibri"/></font></fonts>""";

    private const string Fills =
        """<fills count="4"><fill><patternFill patternType="none"/></fill>"""
        + """<fill><patternFill patternType="gray125"/></fill>"""
        + """<fill><patternFill patternType="solid"><fgColor rgb="FFE3ECE7"/></patternFill></fill>"""
        + """<fill><patternFill patternType="solid"><fgColor rgb="FFDDE8CB"/></patternFill></fill></fills>""";

    // Formats 3 (#,##0), 4 (#,##0.00) and 14 (a day) are built in: a spreadsheet shows them as its reader's language does.
    private const string Figures =
        """<xf xfId="0" numFmtId="3" applyNumberFormat="1"/><xf xfId="0" numFmtId="4" applyNumberFormat="1"/>"""
        + """<xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/>""";

    private const string BoldFigures =
        """<xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="3" fontId="1" applyNumberFormat="1" applyFont="1"/>"""
        + """<xf xfId="0" numFmtId="4" fontId="1" applyNumberFormat="1" applyFont="1"/>""";

    private const string Others =
        """<xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"""
        + """<xf xfId="0" fontId="1" fillId="3" applyFont="1" applyFill="1"/><xf xfId="0" fontId="2" applyFont="1"/>"""
        + """<xf xfId="0" numFmtId="14" applyNumberFormat="1"/>""";

    public const string Xml = $"""
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{NumberFormats}
        {Fonts}
        {Fills}
        <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="13"><xf xfId="0"/>
        <xf xfId="0" fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
        {Figures}
        {BoldFigures}
        {Others}
        </cellXfs></styleSheet>
        """;
}
