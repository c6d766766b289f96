using DocumentFormat.OpenXml.Spreadsheet;
using IndhCoops.Functions.Reporting.Tables;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>A row for each balance, in the columns that every format has.</summary>
internal static class BalancesSheet
{
    public static Worksheet Of(MonthReport report, string footer) => Sheets.Table(
        [.. BalanceColumns.All.Select(column => new SheetColumn(column.Heading, WidthOf(column.Type)))],
        report.Balances.Select(line => new Row(BalanceColumns.All.Select(column => CellOf(column.Type, column.Value(report, line))))),
        report.Balances.Count,
        footer);

    private static double WidthOf(ColumnType type) => type switch
    {
        ColumnType.Text => 24,
        ColumnType.Amount => 17,
        _ => 12,
    };

    private static Cell CellOf(ColumnType type, object? value) => type switch
    {
        ColumnType.Date => Cells.Day((DateOnly)value!),
        ColumnType.Integer => Cells.Count((int?)value),
        ColumnType.Amount => Cells.Amount((decimal?)value),
        ColumnType.Flag => Cells.Flag((bool)value!),
        _ => Cells.Text((string?)value),
    };
}
