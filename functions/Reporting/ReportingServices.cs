namespace IndhCoops.Functions.Reporting;

/// <summary>Registers what reports are read and written with.</summary>
public static class ReportingServices
{
    /// <summary>Registers the reader, and every writer of files of a report and of its provinces.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        foreach (var kind in new[] { typeof(IReportWriter), typeof(IProvinceWriter) })
        {
            foreach (var writer in ShippedAttribute.In(kind.Assembly, kind))
            {
                services.AddSingleton(kind, writer);
            }
        }

        return services.AddSingleton<MonthReportReader>();
    }
}
