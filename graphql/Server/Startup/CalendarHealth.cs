using IndhCoops.Domain.Balances;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Whether this machine knows Morocco's clock. Requests are answered all the same.</summary>
internal sealed class CalendarHealth : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(MoroccanCalendar.IsCurrent ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(MoroccanCalendar.Outdated));
}
