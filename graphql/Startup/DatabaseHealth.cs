using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Whether requests can be answered: the data is in place and the database can be reached.</summary>
internal sealed class DatabaseHealth(Readiness readiness, IDbContextFactory<IndhCoopsContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsReady)
        {
            return HealthCheckResult.Unhealthy("loading");
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy("ready")
            : HealthCheckResult.Unhealthy("the database cannot be reached");
    }
}
