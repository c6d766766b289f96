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
            .AddSingleton(provider => Of(GivingFile.Format, provider))
            .AddSingleton(provider => Of(ActivitiesFile.Format, provider));
    }

    private static TableFormat Of(Func<PublishingOptions, TimeProvider, TableFormat> format, IServiceProvider provider) =>
        format(provider.GetRequiredService<IOptions<PublishingOptions>>().Value, provider.GetRequiredService<TimeProvider>());
}
