using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>Registers the standards that grants are published in.</summary>
internal static class PublishingServices
{
    /// <summary>Registers them as formats of tables; options come from the section Publishing.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.AddChecked<PublishingOptions>(PublishingOptions.Section).Refuse((publishing, _) => publishing.Complaints());
        return services
            .AddSingleton(provider => GivingFile.Format(Options(provider), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => ActivitiesFile.Format(Options(provider), provider.GetRequiredService<TimeProvider>()));
    }

    private static PublishingOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<PublishingOptions>>().Value;
}
