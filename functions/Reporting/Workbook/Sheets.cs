using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>A column of a sheet.</summary>
internal sealed record SheetColumn(string Heading, double Width);

/// <summary>Makes sheets.</summary>
internal static class Sheets
{
    /// <summary>A table whose header stays in sight and filters.</summary>
    public static Worksheet Table(IReadOnlyList<SheetColumn> columns, IEnumerable<Row> rows, int filtered, string footer)
    {
        var last = Letters(columns.Count);
        var header = new Row(columns.Select(column => Cells.Text(column.Heading, CellStyle.Heading)));
        return new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(
                new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
                new Selection { Pane = PaneValues.BottomLeft })
            { WorkbookViewId = 0 }),
            Widths(columns),
            new SheetData(rows.Prepend(header)),
            new AutoFilter { Reference = $"A1:{last}{filtered + 1}" },
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToHeight = 0 },
            new HeaderFooter(new OddFooter($"&L{footer.Replace("&", "&&", StringComparison.Ordinal)}&R&P / &N")));
    }

    /// <summary>A page of text in two columns.</summary>
    public static Worksheet Page(IReadOnlyList<SheetColumn> columns, IEnumerable<Row> rows) => new(
        new SheetViews(new SheetView { WorkbookViewId = 0, ShowGridLines = false, TabSelected = true }), Widths(columns), new SheetData(rows));

    private static Columns Widths(IReadOnlyList<SheetColumn> columns) => new(columns.Select((column, index) => (OpenXmlElement)new Column
    {
        Min = (uint)index + 1,
        Max = (uint)index + 1,
        Width = column.Width,
        CustomWidth = true,
    }));

    /// <summary>A for 1, Z for 26, AA for 27.</summary>
    private static string Letters(int column) => column == 0 ? "" : Letters((column - 1) / 26) + (char)('A' + ((column - 1) % 26));
}
