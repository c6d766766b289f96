using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Functions.Reporting.Tables;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>A row for each balance, in the columns that every format has.</summary>
internal static class BalancesSheet
{
    public static void Write(WorkbookWriter workbook, MonthReport report, string footer)
    {
        var sheet = workbook.AddSheet(
            "Soldes",
            new SheetLayout([.. BalanceColumns.All.Select(column => WidthOf(column.Type))])
            {
                HasHeadings = true,
                HasFilters = true,
                Footer = footer,
            });
        foreach (var column in BalanceColumns.All)
        {
            sheet.Text(column.Heading, CellStyle.Heading);
        }

        sheet.EndRow();
        foreach (var line in report.Balances)
        {
            foreach (var column in BalanceColumns.All)
            {
                WriteCell(sheet, column.Type, column.Value(report, line));
            }

            sheet.EndRow();
        }
    }

    private static double WidthOf(ColumnType type) => type switch
    {
        ColumnType.Text => 24,
        ColumnType.Amount => 17,
        _ => 12,
    };

    private static void WriteCell(SheetWriter sheet, ColumnType type, object? value)
    {
        switch (type)
        {
            case ColumnType.Date:
                sheet.Day((DateOnly?)value);
                break;
            case ColumnType.Integer:
                sheet.Count((int?)value);
                break;
            case ColumnType.Amount:
                sheet.Amount((decimal?)value);
                break;
            case ColumnType.Flag:
                sheet.Flag((bool?)value);
                break;
            default:
                sheet.Text((string?)value);
                break;
        }
    }
}
