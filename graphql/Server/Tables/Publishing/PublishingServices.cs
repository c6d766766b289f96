using IndhCoops.GraphQL.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>Registers the standards that grants are published in.</summary>
internal static class PublishingServices
{
    /// <summary>Registers them as formats of tables; options come from the section Publishing.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PublishingOptions>().Bind(configuration.GetSection(PublishingOptions.Section)).ValidateDataAnnotations()
            .Validate(
                PublishingOptions.IsNamed,
                $"{PublishingOptions.Section}:{nameof(PublishingOptions.Publisher)} must not be empty: "
                    + "name the publisher, or leave it out.")
            .Validate(
                PublishingOptions.IsLinked,
                $"{PublishingOptions.Section}:{nameof(PublishingOptions.Licence)} must be an address such as "
                    + "https://creativecommons.org/licenses/by/4.0/.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(provider => GivingFile.Format(Options(provider), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => ActivitiesFile.Format(Options(provider), provider.GetRequiredService<TimeProvider>()));
    }

    private static PublishingOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<PublishingOptions>>().Value;
}
