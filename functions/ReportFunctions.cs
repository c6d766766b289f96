using IndhCoops.Functions.Datasets;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Importing;
using IndhCoops.Functions.Publishing;
using IndhCoops.Functions.Reporting;

namespace IndhCoops.Functions;

/// <summary>Registers the functions of this app, for the console and for the worker.</summary>
internal static class ReportFunctions
{
    /// <summary>Registers their timers and their work.</summary>
    public static IServiceCollection AddReportFunctions(this IServiceCollection services) => services
        .AddReporting()
        .AddPublishing()
        .AddDatasets()
        .AddImporting()
        .AddTimers<TimerFunctions>()
        .AddFunction<MonthlyReport>(nameof(TimerFunctions.MonthlyReport))
        .AddFunction<RefreshBalances>(nameof(TimerFunctions.RefreshBalances))
        .AddFunction<ImportFiles>(nameof(TimerFunctions.ImportFiles));
}
