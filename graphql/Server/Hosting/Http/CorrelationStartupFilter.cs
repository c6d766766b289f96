namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Puts <see cref="CorrelationMiddleware"/> in front of everything else, so that no answer misses it.</summary>
internal sealed class CorrelationStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<CorrelationMiddleware>();
        next(app);
    };
}
