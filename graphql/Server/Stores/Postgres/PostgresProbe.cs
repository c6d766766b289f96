using IndhCoops.Domain.Databases.Postgres;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Asks PostgreSQL by a connection of its own, as a new session would find it. One that takes no writes still answers queries, so that the
/// server stays in use, and says so.
/// </summary>
internal sealed class PostgresProbe(DatabaseOptions database, SeenOutages outages) : DatabaseProbe, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = database.Source(
        settings => (settings.Pooling, settings.ApplicationName) = (false, "IndhCoops health"));

    public override async Task<HealthCheckResult> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var question = _source.CreateCommand("select current_setting('transaction_read_only')");
            return await question.ExecuteScalarAsync(cancellationToken) is "on" ? HealthCheckResult.Degraded(
                $"{Ready}\nthe database is read-only: reading works, nothing can be recorded")
                : outages.HasFullDisk ? HealthCheckResult.Degraded(
                    $"{Ready}\nthe disk of the database is full: reading works, nothing can be recorded")
                : HealthCheckResult.Healthy(Ready);
        }
        catch (Exception)
        {
            return HealthCheckResult.Unhealthy(
                cancellationToken.IsCancellationRequested ? "the database does not answer in time" : "the database cannot be reached");
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
