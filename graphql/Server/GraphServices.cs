using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Importing;
using IndhCoops.GraphQL.Mutations;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Tables;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL;

/// <summary>Registers the graph: model, schema, database access and executor.</summary>
internal static class GraphServices
{
    /// <summary>
    /// Registers the graph over the registered database; options come from the sections Paging, Documents, Cost, Relay and Introspection.
    /// </summary>
    public static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PagingOptions>().Bind(configuration.GetSection("Paging")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DocumentLimits>().Bind(configuration.GetSection(DocumentLimits.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<CostOptions>().Bind(configuration.GetSection(CostOptions.Section)).ValidateDataAnnotations().ValidateOnStart();

        services.AddOptions<RelayOptions>().Bind(configuration.GetSection(RelayOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddOptions<IntrospectionOptions>().Bind(configuration.GetSection(IntrospectionOptions.Section))
            .PostConfigure<IHostEnvironment>((options, environment) => options.Enabled ??= environment.IsDevelopment());
        services.AddOptions<PlanReportOptions>().Bind(configuration.GetSection(PlanReportOptions.Section))
            .PostConfigure<IHostEnvironment>((options, environment) => options.Enabled ??= environment.IsDevelopment());

        return services
            .AddSingleton(provider =>
            {
                using var context = provider.GetRequiredService<IDbContextFactory<IndhCoopsContext>>().CreateDbContext();
                return OfficeGraph.Model(context.Model, provider.GetRequiredService<IOptions<RelayOptions>>().Value);
            })
            .AddSingleton(provider => OfficeGraph.Schema(
                provider.GetRequiredService<GraphModel>(),
                provider.GetRequiredService<IOptions<PagingOptions>>().Value,
                provider.GetRequiredService<IOptions<CostOptions>>().Value))
            .AddMetrics()
            .AddSingleton<GraphMetrics>()
            .AddSingleton(provider => new PoolSizes(
                provider.GetRequiredService<IOptions<RequestLimitOptions>>().Value.MaxConcurrent,
                provider.GetRequiredService<IOptions<TableOptions>>().Value.MaxConcurrent))
            .AddSingleton<GraphDatabase>(provider =>
                Connect(provider, provider.GetRequiredService<IOptions<GraphHttpOptions>>().Value.RequestTimeout, forTables: false))
            .AddSingleton(provider =>
                new TableDatabase(Connect(provider, provider.GetRequiredService<IOptions<TableOptions>>().Value.Timeout, forTables: true)))
            .AddColumns(configuration, provider => provider.GetRequiredService<TableDatabase>().Database)
            .AddImporting()
            .AddSingleton<MutationServices>()
            .AddSingleton<MutationHandler>()
            .AddSingleton(provider => new GraphExecutor(
                provider.GetRequiredService<GraphSchema>(),
                provider.GetRequiredService<GraphDatabase>(),
                provider.GetRequiredService<IOptions<PagingOptions>>(),
                provider.GetRequiredService<IOptions<DocumentLimits>>(),
                provider.GetRequiredService<IOptions<CostOptions>>(),
                provider.GetRequiredService<IOptions<IntrospectionOptions>>(),
                provider.GetRequiredService<GraphMetrics>(),
                provider.GetRequiredService<MutationHandler>(),
                provider.GetRequiredService<ILoggerFactory>(),
                new KnownDay(provider.GetRequiredService<TimeProvider>()).Current,
                provider.GetColumns()))

            // Building the schema and the model takes a while; the port opens before.
            .AddSingleton(provider => new Lazy<GraphExecutor>(provider.GetRequiredService<GraphExecutor>));
    }

    // No request lives longer than the timeout, so its statements have the same limit, in case a cancellation gets lost.
    private static ObservedDatabase Connect(IServiceProvider provider, TimeSpan timeout, bool forTables) => new(
        provider.GetRequiredService<ServerStore>().Connect(timeout, forTables),
        provider.GetRequiredService<DatabaseOptions>().Kind,
        provider.GetRequiredService<GraphMetrics>());
}
