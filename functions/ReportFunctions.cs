using IndhCoops.Functions.Datasets;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Importing;
using IndhCoops.Functions.Publishing;
using IndhCoops.Functions.Reporting;

namespace IndhCoops.Functions;

/// <summary>Registers the functions of this app, for the console and for the worker.</summary>
internal static class ReportFunctions
{
    /// <summary>Registers them and what their work needs.</summary>
    public static IServiceCollection AddReportFunctions(this IServiceCollection services) => services
        .AddReporting()
        .AddPublishing()
        .AddDatasets()
        .AddImporting()
        .AddFunctions(typeof(ReportFunctions).Assembly);
}
