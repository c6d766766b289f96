using IndhCoops.GraphQL.Hosting.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Registers what keeps the server from taking on more than it can do, and a client from having all of it.</summary>
internal static class RequestLimitServices
{
    /// <summary>Registers the limits; options come from the section RequestLimits.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => Descriptors.OfThisProcess());
        services.AddOptions<RequestLimitOptions>().Bind(configuration.GetSection(RequestLimitOptions.Section))
            .PostConfigure<Descriptors>((options, descriptors) => options.MaxConcurrent = descriptors.RequestsAtMost(options.MaxConcurrent))
            .ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(provider => BodyBytes.Of(
                provider.GetRequiredService<IOptions<RequestLimitOptions>>().Value,
                provider.GetRequiredService<IOptions<GraphHttpOptions>>().Value))
            .AddSingleton<ClientRate>()
            .AddSingleton<RequestPlaces>()
            .AddSingleton<SlowAnswers>()
            .AddSingleton<BodyReader>();
    }

    /// <summary>
    /// Limits what is asked. It comes behind CORS: a refused page must be able to read why, and a browser's preflight is not counted.
    /// </summary>
    public static void UseRequestLimits(this WebApplication app) => app.UseMiddleware<RequestLimits>();

    /// <summary>Has requests wait for a place. It comes last.</summary>
    public static WebApplication UsePlaces(this WebApplication app)
    {
        app.UseMiddleware<PlaceTaking>();
        return app;
    }
}
