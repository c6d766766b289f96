using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting.Workbook;

[assembly: Shipped(typeof(ReportWorkbook))]

namespace IndhCoops.Functions.Reporting.Workbook;

/// <summary>The report for a spreadsheet: what it is, totals by region, balances.</summary>
internal sealed class ReportWorkbook : IReportWriter
{
    public ReportFormat Format => ReportFormat.Xlsx;

    public string FileName => "report.xlsx";

    public string Language => ReportLanguage.French.Code;

    public ReportContent Write(MonthReport report)
    {
        var footer =
            $"INDH et coopératives, {ReportLanguage.French.Month(report.Period)}, révision {report.Revision} : "
                + $"{ReportLanguage.French.Source(report.DataSource)}";
        using var bytes = new MemoryStream();
        using var workbook = new WorkbookWriter(bytes);
        ReadMeSheet.Write(workbook, report);
        RegionsSheet.Write(workbook, report, footer);
        BalancesSheet.Write(workbook, report, footer);
        workbook.Finish();
        return new ReportContent(bytes.ToArray(), report.Balances.Count);
    }
}
