using IndhCoops.Functions.Reporting.Html;
using IndhCoops.Functions.Reporting.Tables;
using IndhCoops.Functions.Reporting.Workbook;

namespace IndhCoops.Functions.Reporting;

/// <summary>Registers what reports are read and written with.</summary>
public static class ReportingServices
{
    /// <summary>Registers the reader and a writer for each file of a report.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<MonthReportReader>()
        .AddSingleton<IReportWriter, BalancesCsv>()
        .AddSingleton<IReportWriter, BalancesParquet>()
        .AddSingleton<IReportWriter, ReportWorkbook>()
        .AddSingleton<IReportWriter, ReportPage>()
        .AddSingleton<IReportWriter, DataPackage>();
}
