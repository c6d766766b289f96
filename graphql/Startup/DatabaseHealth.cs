using IndhCoops.GraphQL.Startup.Probes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Whether requests can be answered: the data is in place and the database can be used.</summary>
internal sealed class DatabaseHealth(Readiness readiness, DatabaseProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        readiness.Progress is { } progress ? HealthCheckResult.Unhealthy(progress.ToString()) : await probe.LookAsync(cancellationToken);
}
