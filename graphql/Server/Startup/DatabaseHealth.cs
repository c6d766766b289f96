using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Whether requests can be answered: the data is in place and the database can be used.</summary>
internal sealed partial class DatabaseHealth(
    Readiness readiness, DatabaseProbe probe, ILogger<DatabaseHealth> logger) : IHealthCheck
{
    // What the log was told last. Probes come every second, and the log is to have changes only.
    private string _told = DatabaseProbe.Ready;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (readiness.Progress is { } progress)
        {
            return HealthCheckResult.Unhealthy(LoadingTexts.Sentence(progress));
        }

        var result = await probe.LookAsync(cancellationToken);
        if (Interlocked.Exchange(ref _told, result.Description!) != result.Description)
        {
            LogChanged(logger, result.Description!.ReplaceLineEndings("; "));
        }

        return result;
    }

    [LoggerMessage(31, LogLevel.Warning, "The health of the database changed: {State}")]
    private static partial void LogChanged(ILogger logger, string state);
}
