using DocumentFormat.OpenXml.Spreadsheet;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>How a cell looks; the number is its place in the stylesheet.</summary>
internal enum CellStyle
{
    Plain,
    Heading,
    Count,
    Amount,
    Day,
    Bold,
    BoldCount,
    BoldAmount,
    Wrapped,
}

/// <summary>The stylesheet that <see cref="CellStyle"/> counts in.</summary>
internal static class CellStyles
{
    // Numbers of formats that every spreadsheet knows: 3 is #,##0 and 4 is #,##0.00, shown as the reader's language writes them.
    private const uint General = 0;
    private const uint Whole = 3;
    private const uint Centimes = 4;
    private const uint Date = 164;

    public static Stylesheet Sheet() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = Date, FormatCode = "yyyy\\-mm\\-dd" }),
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE3ECE7" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            Format(General, bold: false),
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { FontId = 1, FillId = 2, ApplyFont = true, ApplyFill = true, ApplyAlignment = true },
            Format(Whole, bold: false),
            Format(Centimes, bold: false),
            Format(Date, bold: false),
            Format(General, bold: true),
            Format(Whole, bold: true),
            Format(Centimes, bold: true),
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true }));

    private static CellFormat Format(uint number, bool bold) =>
        new() { NumberFormatId = number, FontId = bold ? 1u : 0u, ApplyNumberFormat = number != General, ApplyFont = bold };
}
