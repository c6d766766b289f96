using IndhCoops.Domain.Databases.Postgres;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Whether the read replica, where there is one, answers. While it cannot be reached the primary answers instead, so the server stays
/// ready. A replica that accepts connections and keeps silent delays each request.
/// </summary>
internal sealed partial class ReplicaHealth(
    DatabaseOptions primary, IOptions<ReplicaOptions> options, ILogger<ReplicaHealth> logger) : IHealthCheck, IAsyncDisposable
{
    private readonly NpgsqlDataSource? _source = options.Value.Of(primary) is { } replica
        ? replica.Source(settings => (settings.Pooling, settings.ApplicationName) = (false, "IndhCoops health"))
        : null;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_source is null)
        {
            return HealthCheckResult.Healthy();
        }

        try
        {
            await using var question = _source.CreateCommand("select 1");
            await question.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("the read replica does not answer in time");
        }
        catch (Exception exception)
        {
            // The exception is not passed on: its message names the machine, and health is public.
            LogAway(logger, exception.GetBaseException().Message, DatabaseOutages.TraceOf(exception));
            return HealthCheckResult.Degraded("the read replica cannot be reached; the primary answers instead");
        }
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The read replica cannot be reached; the primary answers instead: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason, Exception? exception);
}
