namespace IndhCoops.Functions.Publishing;

/// <summary>Registers what lands reports in storage.</summary>
internal static class PublishingServices
{
    /// <summary>Registers the publishing of monthly reports.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.AddOptions<PublishingOptions>().BindConfiguration(PublishingOptions.Section)
            .Validate(options => options.Months >= 0, "Reports:Months must be 0 or more.").ValidateOnStart();
        return services
            .AddSingleton<ReportContainer>()
            .AddSingleton<ReportRegister>()
            .AddSingleton<MonthPublisher>()
            .AddSingleton<ReportRepair>();
    }
}
