using IndhCoops.GraphQL.Access;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Explorer;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Hosting.Uploads;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndhCoops.GraphQL;

/// <summary>Registers GraphQL over HTTP.</summary>
internal static class GraphHttpServices
{
    /// <summary>
    /// Registers what <see cref="GraphEndpoints.MapGraphQL"/> needs, but for two things: a <see cref="SchemaText"/>, and
    /// either the <see cref="GraphExecutor"/> or a <see cref="GraphHandler"/> in its place.
    /// </summary>
    public static IServiceCollection AddGraphHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GraphHttpOptions>().Bind(configuration.GetSection(GraphHttpOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphHttpOptions>, GraphHttpOptionsValidator>();
        services.AddOptions<ExplorerOptions>().Bind(configuration.GetSection(ExplorerOptions.Section))
            .PostConfigure<IHostEnvironment>((options, environment) => options.Enabled ??= environment.IsDevelopment()).ValidateOnStart();

        services.AddOptions<UploadOptions>()
            .Bind(configuration.GetSection(UploadOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<UploadReader>();

        services.AddOptions<PersistedOptions>()
            .Bind(configuration.GetSection(PersistedOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.TryAddSingleton<GraphHandler>(provider =>
        {
            var executor = provider.GetRequiredService<Lazy<GraphExecutor>>();
            return (request, cancellationToken) => executor.Value.ExecuteAsync(request, cancellationToken);
        });
        services.TryAddSingleton<CostHandler>(provider =>
        {
            var executor = provider.GetRequiredService<Lazy<GraphExecutor>>();
            return (request, cancellationToken) => executor.Value.CostAsync(request, cancellationToken);
        });
        services.AddSingleton<RegisteredDocuments>();
        services.AddSingleton<RequestDocuments>();
        services.AddSingleton<RequestJson>();
        services.AddSingleton<RequestBody>();
        services.AddSingleton<RequestQueryString>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Outages>();
        services.AddSingleton<IRequestRights, TokenRights>();
        services.AddSingleton<RequestExecution>();
        services.AddSingleton<BatchEndpoint>();
        services.AddSingleton<GraphEndpoint>();
        services.AddSingleton<IReadOnlyList<SavedQueryForm>>(provider =>
        {
            var graph = provider.GetRequiredService<GraphEndpoint>();
            return
            [
                new(null, [HttpMethods.Get, HttpMethods.Post], (context, operation) => HttpMethods.IsPost(context.Request.Method)
                    ? graph.PostAsync(context, operation)
                    : graph.GetAsync(context, operation)),
            ];
        });
        services.AddSingleton<SchemaTypes>();
        services.AddSingleton<SchemaEndpoint>();
        services.AddSingleton<IGraphPage, ExplorerEndpoint>();
        services.AddTransient<IStartupFilter, CorrelationStartupFilter>();

        services.AddRequestLimits(configuration);
        services.AddConfiguredOrigins();
        return services;
    }
}
