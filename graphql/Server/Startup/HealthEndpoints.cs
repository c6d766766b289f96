using IndhCoops.Domain.Balances;
using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Stores.Postgres;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndhCoops.GraphQL.Startup;

/// <summary>What a load balancer or an orchestrator asks: does the process live, may it be sent requests.</summary>
internal static partial class HealthEndpoints
{
    // Longer than a check of a database that is there ever takes, shorter than what probes wait by default.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>().AddSingleton<ReplicaHealth>().AddSingleton<DatabaseHealth>()
            .AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)) // A line per probe.
            .AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", timeout: Patience).AddCheck<ReplicaHealth>("read replica", timeout: Patience)
            .AddCheck(
                "time zone data",
                () => MoroccanCalendar.IsCurrent ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Degraded(MoroccanCalendar.Outdated)); // Requests are answered all the same.
        return services;
    }

    /// <summary>
    /// <c>/live</c> answers 200 as long as the process does; the path itself and <c>/ready</c> answer 200 when the data is in place and the
    /// database can be reached, else 503 with the reason. It mentions a read replica that is away. No names, no addresses. None waits for
    /// a place, so that no client can hold what probes need. Those that come at once share one look, so that a flood of them opens one
    /// connection at a time.
    /// </summary>
    public static void MapHealth(this WebApplication app, string path)
    {
        if (!MoroccanCalendar.IsCurrent)
        {
            LogOutdated(app.Logger, MoroccanCalendar.Outdated);
        }

        app.MapHealthChecks($"{path}/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync })
            .AllowAnonymous().DisableRateLimiting();
        var checks = app.Services.GetRequiredService<HealthCheckService>();
        var looks = new SingleFlight<string, HealthReport>();
        app.Map($"{path}/ready", AnswerAsync).WithDisplayName("Health checks").AllowAnonymous().DisableRateLimiting();
        app.Map(path, AnswerAsync).WithDisplayName("Health checks").AllowAnonymous().DisableRateLimiting();

        async Task AnswerAsync(HttpContext context)
        {
            var report = await looks.JoinAsync(path, stop => new(checks.CheckHealthAsync(stop)), context.RequestAborted);
            context.Response.StatusCode =
                report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            context.Response.Headers.CacheControl = "no-store, no-cache";
            await WriteAsync(context, report);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}.")]
    private static partial void LogOutdated(ILogger logger, string warning);

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        if (report.Status == HealthStatus.Unhealthy)
        {
            FailureAnswer.PutOff(context.Response, Soon);
        }

        var told = string.Join('\n', report.Entries.Values.Select(entry => entry.Description).OfType<string>());
        return context.Response.WriteAsync(report.Entries.Count == 0 ? "live" : told, context.RequestAborted);
    }
}
