using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Whether requests can be answered: the data is in place and the database can be used.</summary>
internal sealed partial class DatabaseHealth(
    Readiness readiness, DatabaseProbe probe, DatabaseHealth.LastTold told, ILogger<DatabaseHealth> logger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (readiness.Progress is { } progress)
        {
            return HealthCheckResult.Unhealthy(LoadingSentence.Of(progress));
        }

        var result = await probe.LookAsync(cancellationToken);
        if (told.IsNew(result.Description!))
        {
            LogChanged(logger, result.Description!.ReplaceLineEndings("; "));
        }

        return result;
    }

    [LoggerMessage(31, LogLevel.Warning, "The health of the database changed: {State}")]
    private static partial void LogChanged(ILogger logger, string state);

    /// <summary>What the log was told last. Probes come every second, and the log is to have changes.</summary>
    internal sealed class LastTold
    {
        private string _state = DatabaseProbe.Ready;

        /// <summary>Whether a state is another one.</summary>
        public bool IsNew(string state) => Interlocked.Exchange(ref _state, state) != state;
    }
}
