using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Publishing;

/// <summary>Registers what lands reports in storage.</summary>
internal static class PublishingServices
{
    /// <summary>Registers the publishing of monthly reports.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.AddOptions<ReportOptions>().BindConfiguration(ReportOptions.Section)
            .Validate(ReportOptions.AreSound, ReportOptions.Complaint).ValidateOnStart();
        return services
            .AddSingleton<ReportContainer>()
            .AddSingleton<ReportRegister>()
            .AddSingleton<MonthPublisher>()
            .AddSingleton<ReportRepair>();
    }
}
