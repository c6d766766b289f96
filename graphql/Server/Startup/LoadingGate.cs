using IndhCoops.Domain;
using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Answers 503 for everything that needs data until the data is loaded, and says how far the loading is.</summary>
internal sealed class LoadingGate(RequestDelegate next, Readiness readiness)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    public Task InvokeAsync(HttpContext context)
    {
        if (readiness.IsReady
            || context.GetEndpoint()?.Metadata.GetMetadata<NeedsData>() is not { } needs
            || needs.IsExempt?.Invoke(context.Request) == true)
        {
            return next(context);
        }

        return readiness.Progress is not { } progress ? FailureAnswer.WriteAsync(context, Unavailability.Of(DatabaseOutage.Replaced))
            : needs.IsPage?.Invoke(context.Request) == true ? LoadingPage.WriteAsync(context, progress, Soon)
            : FailureAnswer.WriteAsync(context, ToldOf(progress));
    }

    private static Unavailability ToldOf(WorkProgress progress) =>
        new($"The server is {LoadingTexts.Sentence(progress)}; ask again in a moment.", Soon)
        {
            Details = [new("step", progress.Step), new("percent", LoadingTexts.Percent(progress)), new("rows", progress.Rows)],
        };
}
