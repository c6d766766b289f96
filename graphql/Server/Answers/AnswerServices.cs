using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Answers;

/// <summary>Registers the keeping of answers.</summary>
internal static class AnswerServices
{
    /// <summary>Registers a handler that keeps the graph's answers; options come from the section Answers.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AnswerOptions>()
            .Bind(configuration.GetSection(AnswerOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<GraphHandler>(provider =>
            {
                var executor = provider.GetRequiredService<Lazy<GraphExecutor>>();
                GraphHandler graph = (request, cancellationToken) => executor.Value.ExecuteAsync(request, cancellationToken);
                var options = provider.GetRequiredService<IOptions<AnswerOptions>>();
                var version = provider.GetRequiredService<DataVersion>();
                if (!options.Value.Keep)
                {
                    return new SilentDatabase(graph, version).ExecuteAsync;
                }

                var metrics = provider.GetRequiredService<GraphMetrics>();
                var answers = new AnswerCache(graph, version, options, metrics, provider.GetRequiredService<TimeProvider>());
                metrics.Watch("answer", () => answers.Size);
                return new SilentDatabase(answers.ExecuteAsync, version).ExecuteAsync;
            });
    }
}
