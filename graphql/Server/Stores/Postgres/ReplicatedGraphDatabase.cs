using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>Reads from a replica, and from the primary what must be fresh.</summary>
internal sealed partial class ReplicatedGraphDatabase(
    DatabaseOptions replica,
    DatabaseOptions primary,
    TimeSpan timeout,
    Func<int> poolSize,
    bool asksFirst,
    ILogger<ReplicatedGraphDatabase> logger) : GraphDatabase
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly PostgresGraphDatabase _replica = new(replica, timeout, poolSize, asksFirst);
    private readonly PostgresGraphDatabase _primary = new(primary, timeout, poolSize, asksFirst);

    public override SqlDialect Dialect => _replica.Dialect;

    public override GraphDatabase Fresh => _primary;

    /// <summary>
    /// Waits until the replica has all that the primary has now: tables and data that the server has just put there. One that cannot be
    /// reached is not waited for: a server that had to start just when its replica is lost would be lost with it, and the primary answers
    /// instead.
    /// </summary>
    public override async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var written = Source(primary);
        await using var position = written.CreateCommand("select pg_current_wal_insert_lsn()::text");
        var target = (string)(await position.ExecuteScalarAsync(cancellationToken))!;

        try
        {
            await using var read = Source(replica);
            await using var look = read.CreateCommand("select not pg_is_in_recovery() or pg_last_wal_replay_lsn() >= $1::pg_lsn");
            look.Parameters.Add(new() { Value = target });
            while (!(bool)(await look.ExecuteScalarAsync(cancellationToken))!)
            {
                await Task.Delay(BetweenLooks, cancellationToken);
            }
        }
        catch (NpgsqlException exception) when (PostgresOutage.Explains(exception))
        {
            LogStartsWithout(logger, exception.GetBaseException().Message);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _replica.DisposeAsync();
        await _primary.DisposeAsync();
        await base.DisposeAsync();
    }

    internal override ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken) =>
        _replica.BeginAsync(isSnapshotNeeded, cancellationToken);

    private static NpgsqlDataSource Source(DatabaseOptions database) =>
        database.Source(settings => settings.Pooling = false);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The read replica cannot be reached; the server starts without it, and the primary answers instead: {Reason}")]
    private static partial void LogStartsWithout(ILogger logger, string reason);
}
