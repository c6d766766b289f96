using System.Reflection;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Http;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Hosting.Uploads;
using IndhCoops.GraphQL.Saved;
using IndhCoops.GraphQL.Startup;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IndhCoops.GraphQL.Tests;

/// <summary>Starts the server as it is put together for users, on a free port of this machine.</summary>
internal static class TestServer
{
    /// <summary>Shows clients the explorer and the schema, as in development.</summary>
    public static readonly (string Key, string Value)[] Shown = [("Explorer:Enabled", "true"), ("Introspection:Enabled", "true")];

    /// <summary>Starts it on a database that has its data already.</summary>
    /// <param name="database">The database.</param>
    /// <param name="settings">Settings of the test's own; a later one goes before an earlier one.</param>
    /// <param name="configure">Replaces services.</param>
    /// <param name="map">Adds endpoints.</param>
    /// <param name="isReady">Whether it takes requests at once.</param>
    public static async Task<WebApplication> StartAsync(
        DatabaseOptions database,
        IEnumerable<(string Key, string Value)> settings,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null,
        bool isReady = true)
    {
        var given = new Dictionary<string, string?>();
        foreach (var (key, value) in settings)
        {
            given[key] = value;
        }

        bool Has(string section) => given.Keys.Any(key => key.StartsWith(section, StringComparison.Ordinal));
        var app = ServerApp.Build(new ServerOptions(null, database, null), given, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.Without<DataPreparation>().Without<DatabaseWatch>();
            builder.BindConstants<RequestLimitOptions>(RequestLimitOptions.Section);
            builder.BindConstants<GraphHttpOptions>(GraphHttpOptions.Section);
            builder.BindConstants<PersistedOptions>(PersistedOptions.Section);
            builder.BindConstants<TransportOptions>(TransportOptions.Section);
            builder.BindConstants<UploadOptions>(UploadOptions.Section);
            if (!Has("Persisted:Directory") || Has("Cost:Max"))
            {
                // ShippedQueryTests ask all saved queries that come with the server; planning them is half of a start. They also cost more
                // than some tests allow.
                builder.Services.Without<SavedQueryCheck>();
            }

            if (!Has("Paging") && !Has("Cost") && !Has("Relay"))
            {
                var graph = MadeGraph.Of(database);
                builder.Services.AddSingleton(graph.Model).AddSingleton(graph.Schema);
            }

            configure?.Invoke(builder);
        });
        map?.Invoke(app);
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        if (isReady)
        {
            app.Services.GetRequiredService<Readiness>().Ready();
        }

        return app;
    }

    /// <summary>Where a server listens.</summary>
    public static Uri Address(this WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    // A limit that no operator changes is no setting: its property is internal. Tests change it all the same, to reach it soon.
    private static void BindConstants<T>(this WebApplicationBuilder builder, string section)
        where T : class => builder.Services.Configure<T>(options =>
    {
        var all = builder.Configuration.GetSection(section);
        foreach (var property in typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.NonPublic).Where(
            property => property.CanWrite && all[property.Name] is not null))
        {
            property.SetValue(options, all.GetValue(property.PropertyType, property.Name));
        }
    });

    /// <summary>Leaves out a service that runs beside the answering of requests.</summary>
    public static IServiceCollection Without<T>(this IServiceCollection services)
        where T : IHostedService
    {
        services.Remove(
            services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(T)));
        return services;
    }
}
