using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>Cells with real numbers and real dates. A cell without a value stays empty.</summary>
internal static class Cells
{
    // Days are counted from here; the 29 February 1900 that spreadsheets believe in is counted in.
    private static readonly DateOnly Epoch = new(1899, 12, 30);

    public static Cell Text(string? text, CellStyle style = CellStyle.Plain) => text is null
        ? Empty(style)
        : new Cell(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString, StyleIndex = (uint)style };

    public static Cell Amount(decimal? amount, CellStyle style = CellStyle.Amount) =>
        amount is { } value ? Number(value.ToString("F2", CultureInfo.InvariantCulture), style) : Empty(style);

    public static Cell Count(int? count, CellStyle style = CellStyle.Count) =>
        count is { } value ? Number(value.ToString(CultureInfo.InvariantCulture), style) : Empty(style);

    public static Cell Day(DateOnly day) => Number((day.DayNumber - Epoch.DayNumber).ToString(CultureInfo.InvariantCulture), CellStyle.Day);

    public static Cell Flag(bool flag) => new(new CellValue(flag ? "1" : "0")) { DataType = CellValues.Boolean };

    private static Cell Number(string number, CellStyle style) => new(new CellValue(number)) { StyleIndex = (uint)style };

    private static Cell Empty(CellStyle style) => new() { StyleIndex = (uint)style };
}
