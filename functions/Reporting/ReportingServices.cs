namespace IndhCoops.Functions.Reporting;

/// <summary>Registers what reports say and the files that say it.</summary>
internal static class ReportingServices
{
    /// <summary>Registers the reader of reports and a writer for each of their files.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<MonthReportReader>();
}
