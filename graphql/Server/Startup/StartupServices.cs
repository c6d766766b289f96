using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Stores.Columns;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Registers the loading of the data, and what is answered meanwhile.</summary>
internal static class StartupServices
{
    /// <summary>Registers the loading, and the watch over the file that was loaded.</summary>
    public static IServiceCollection AddLoading(this IServiceCollection services) => services
        .AddSingleton<ProcessEnd>()
        .AddHostedService<DataPreparation>()
        .AddHostedService<DatabaseWatch>()
        .AddSingleton(provider => new Lazy<ColumnsRefresh>(provider.GetRequiredService<ColumnsRefresh>))
        .AddHostedService<ColumnsLoading>();

    /// <summary>Answers 503 for everything that needs data until the data is loaded.</summary>
    public static WebApplication UseLoading(this WebApplication app)
    {
        app.UseMiddleware<LoadingGate>();
        return app;
    }
}
