using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Explorer;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Hosting.Uploads;
using IndhCoops.GraphQL.Importing;
using IndhCoops.GraphQL.Mutations;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Tables;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL;

/// <summary>Registers the graph: model, schema, database access and executor; and how it is asked over HTTP.</summary>
internal static class GraphServices
{
    /// <summary>Registers the graph over the registered database.</summary>
    public static IServiceCollection AddGraph(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<PagingOptions>("Paging");
        services.AddChecked<DocumentLimits>(DocumentLimits.Section);
        services.AddChecked<CostOptions>(CostOptions.Section);
        services.AddChecked<RelayOptions>(RelayOptions.Section);
        services.AddChecked<IntrospectionOptions>(IntrospectionOptions.Section)
            .PostConfigure<IHostEnvironment>((options, environment) => options.Enabled ??= environment.IsDevelopment());
        services.AddChecked<PlanReportOptions>(PlanReportOptions.Section)
            .PostConfigure<IHostEnvironment>((options, environment) => options.Enabled ??= environment.IsDevelopment());
        return services
            .AddSingleton(provider =>
            {
                using var context = provider.GetRequiredService<IDbContextFactory<IndhCoopsContext>>().CreateDbContext();
                return OfficeGraph.Model(context.Model, provider.GetRequiredService<IOptions<RelayOptions>>().Value);
            })
            .AddSingleton(provider => OfficeGraph.Schema(
                provider.GetRequiredService<GraphModel>(),
                provider.GetRequiredService<IOptions<PagingOptions>>().Value))
            .AddMetrics().AddSingleton<GraphMetrics>()
            .AddSingleton(provider => new PoolSizes(
                provider.GetRequiredService<IOptions<RequestLimitOptions>>().Value.MaxConcurrent,
                provider.GetRequiredService<IOptions<TableOptions>>().Value.MaxConcurrent))
            .AddSingleton<GraphDatabase>(provider =>
                Connect(provider, provider.GetRequiredService<IOptions<GraphHttpOptions>>().Value.RequestTimeout, forTables: false))
            .AddKeyedSingleton<GraphDatabase>(ServerStore.ForTables, (provider, _) =>
                Connect(provider, provider.GetRequiredService<IOptions<TableOptions>>().Value.Timeout, forTables: true))
            .AddColumns(configuration)
            .AddImporting()
            .AddSingleton<MutationServices>().AddSingleton<MutationHandler>()
            .AddSingleton(provider => new GraphExecutor(
                provider.GetRequiredService<GraphSchema>(), provider.GetRequiredService<GraphDatabase>(),
                provider.GetRequiredService<IOptions<PagingOptions>>(), provider.GetRequiredService<IOptions<DocumentLimits>>(),
                provider.GetRequiredService<IOptions<CostOptions>>(), provider.GetRequiredService<IOptions<IntrospectionOptions>>(),
                provider.GetRequiredService<GraphMetrics>(), provider.GetRequiredService<MutationHandler>(),
                provider.GetRequiredService<ILoggerFactory>(),
                new KnownDay(provider.GetRequiredService<TimeProvider>()).Current,
                provider.GetColumns()))
            .AddSingleton(provider => new SchemaText(provider.GetRequiredService<GraphSchema>().ToSdl()))

            // Building the schema and the model takes a while; the port opens before.
            .AddSingleton(provider => new Lazy<GraphExecutor>(provider.GetRequiredService<GraphExecutor>));
    }

    /// <summary>Registers what <see cref="GraphEndpoints.MapGraphQL"/> needs beside the graph and its <see cref="GraphHandler"/>.</summary>
    public static IServiceCollection AddGraphHttp(this IServiceCollection services)
    {
        services.AddChecked<GraphHttpOptions>(GraphHttpOptions.Section).Refuse((http, _) => http.Complaints());
        services.AddChecked<UploadOptions>(UploadOptions.Section).Validate(
            options => options.Folder is null || Directory.Exists(options.Folder),
            $"{UploadOptions.Section}__{nameof(UploadOptions.Folder)} must be a folder that there is.");
        services.AddChecked<PersistedOptions>(PersistedOptions.Section);
        services.AddChecked<ExplorerOptions>(ExplorerOptions.Section)
            .PostConfigure<IHostEnvironment>((options, environment) => options.Enabled ??= environment.IsDevelopment());
        return services
            .AddSingleton<CostHandler>(provider =>
            {
                var executor = provider.GetRequiredService<Lazy<GraphExecutor>>();
                return (request, cancellationToken) => executor.Value.CostAsync(request, cancellationToken);
            })
            .AddSingleton<RequestDocuments>().AddSingleton<RequestJson>().AddSingleton<RequestBody>().AddSingleton<RequestQueryString>()
            .AddSingleton<UploadReader>()
            .AddSingleton<Outages>().AddSingleton<RequestExecution>()
            .AddSingleton<BatchEndpoint>().AddSingleton<GraphEndpoint>().AddSingleton<SchemaEndpoint>()
            .AddSingleton<IReadOnlyList<SavedQueryForm>>(provider =>
                [new(null, [HttpMethods.Get, HttpMethods.Post], provider.GetRequiredService<GraphEndpoint>().AnswerAsync)])
            .AddSingleton<IGraphPage, ExplorerEndpoint>()
            .AddTransient<IStartupFilter, CorrelationStartupFilter>()
            .AddRequestLimits().AddConfiguredOrigins();
    }

    // No request lives longer than the timeout, so its statements have the same limit, in case a cancellation gets lost.
    private static ObservedDatabase Connect(IServiceProvider provider, TimeSpan timeout, bool forTables) => new(
        provider.GetRequiredService<ServerStore>().Connect(timeout, forTables),
        provider.GetRequiredService<DatabaseOptions>().Kind,
        provider.GetRequiredService<GraphMetrics>());
}
