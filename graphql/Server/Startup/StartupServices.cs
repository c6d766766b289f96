using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Stores.Columns;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Registers the loading of the data, and what is answered meanwhile.</summary>
internal static class StartupServices
{
    private const int UsualPort = 5000;

    /// <summary>Registers the loading, and the watch over the file that was loaded.</summary>
    public static IServiceCollection AddLoading(this IServiceCollection services) => services
        .AddSingleton<ProcessEnd>().AddHostedService<DataPreparation>().AddHostedService<DatabaseWatch>()
        .AddSingleton(provider => new Lazy<ColumnsRefresh>(provider.GetRequiredService<ColumnsRefresh>)).AddHostedService<ColumnsLoading>();

    /// <summary>Answers 503 for everything that needs data until the data is loaded.</summary>
    public static void UseLoading(this WebApplication app) => app.UseMiddleware<LoadingGate>();

    /// <summary>Listens on this machine alone, unless ASPNETCORE_URLS or _HTTP_PORTS is set; a port that is given goes first.</summary>
    public static void ListenAt(this WebApplicationBuilder builder, int? port)
    {
        var isSaid = new[] { WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey }
            .Any(key => !string.IsNullOrEmpty(builder.Configuration[key]));
        if (port is not null || !isSaid)
        {
            builder.WebHost.UseUrls($"http://localhost:{port ?? UsualPort}");
        }
    }
}
