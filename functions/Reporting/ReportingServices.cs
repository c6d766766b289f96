using IndhCoops.Functions.Reporting.Html;
using IndhCoops.Functions.Reporting.Tables;
using IndhCoops.Functions.Reporting.Workbook;

namespace IndhCoops.Functions.Reporting;

/// <summary>Registers what reports are read and written with.</summary>
public static class ReportingServices
{
    /// <summary>Registers the reader and a writer for each file of a report and of its provinces.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<MonthReportReader>()
        .AddSingleton<IReportWriter, BalancesCsv>()
        .AddSingleton<IReportWriter, BalancesParquet>()
        .AddSingleton<IReportWriter, ReportWorkbook>()
        .AddSingleton<IReportWriter>(new ReportPage(ReportLanguage.French))
        .AddSingleton<IReportWriter>(new ReportPage(ReportLanguage.Arabic))
        .AddSingleton<IReportWriter, DataPackage>()
        .AddSingleton<IProvinceWriter>(new ProvincePage(ReportLanguage.French))
        .AddSingleton<IProvinceWriter>(new ProvincePage(ReportLanguage.Arabic))
        .AddSingleton<IProvinceWriter, ProvinceWorkbook>();
}
