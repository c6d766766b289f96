using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Answers;

/// <summary>Registers the keeping of answers.</summary>
internal static class AnswerServices
{
    /// <summary>Registers a handler that keeps the graph's answers; options come from the section Answers.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services)
    {
        services.AddChecked<AnswerOptions>(AnswerOptions.Section);
        return services.AddSingleton<GraphHandler>(provider =>
        {
            var executor = provider.GetRequiredService<Lazy<GraphExecutor>>();
            GraphHandler handler = (request, cancellationToken) => executor.Value.ExecuteAsync(request, cancellationToken);
            var options = provider.GetRequiredService<IOptions<AnswerOptions>>();
            var version = provider.GetRequiredService<DataVersion>();
            if (options.Value.Keep)
            {
                var metrics = provider.GetRequiredService<GraphMetrics>();
                var answers = new AnswerCache(handler, version, options, metrics, provider.GetRequiredService<TimeProvider>());
                metrics.Watch("answer", () => answers.Size);
                handler = answers.ExecuteAsync;
            }

            return new SilentDatabase(handler, version).ExecuteAsync;
        });
    }
}
