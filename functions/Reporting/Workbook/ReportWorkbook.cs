using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>The report for a spreadsheet: what it is, totals by region, balances.</summary>
internal sealed class ReportWorkbook : IReportWriter
{
    public ReportFormat Format => ReportFormat.Xlsx;

    public string FileName => "report.xlsx";

    public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public ReportContent Write(MonthReport report)
    {
        var footer = $"INDH et coopératives, {French.Month(report.Period)}, révision {report.Revision} : {French.Source(report.DataSource)}";
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            // Relationships are named here; left to themselves they would be named at random.
            var workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "rId1");
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = CellStyles.Sheet();
            workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
                new BookViews(new WorkbookView()),
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                    Add(workbook, 1, "Lisez-moi", ReadMeSheet.Of(report)),
                    Add(workbook, 2, "Totaux par région", RegionsSheet.Of(report, footer)),
                    Add(workbook, 3, "Soldes", BalancesSheet.Of(report, footer))));
        }

        return new ReportContent(TimelessZip.Of(bytes), report.Balances.Count);
    }

    private static Sheet Add(WorkbookPart workbook, uint number, string name, Worksheet content)
    {
        var id = $"sheet{number}";
        workbook.AddNewPart<WorksheetPart>(id).Worksheet = content;
        return new Sheet { Id = id, SheetId = number, Name = name };
    }
}
