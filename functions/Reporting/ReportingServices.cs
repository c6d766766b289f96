namespace IndhCoops.Functions.Reporting;

/// <summary>Registers what reports are read and written with.</summary>
public static class ReportingServices
{
    /// <summary>Registers the reader, and every writer of files of a report and of its provinces.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        foreach (var writer in Implementations.Of<IReportWriter>(typeof(IReportWriter).Assembly))
        {
            services.AddSingleton(typeof(IReportWriter), writer);
        }

        foreach (var writer in Implementations.Of<IProvinceWriter>(typeof(IProvinceWriter).Assembly))
        {
            services.AddSingleton(typeof(IProvinceWriter), writer);
        }

        return services.AddSingleton<MonthReportReader>();
    }
}
