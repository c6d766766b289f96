using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>Reads from a replica, and from the primary what must be fresh.</summary>
internal sealed partial class ReplicatedGraphDatabase(
    PostgresGraphDatabase replica, PostgresGraphDatabase primary, ILogger<ReplicatedGraphDatabase> logger) : GraphDatabase
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public override SqlDialect Dialect => replica.Dialect;

    public override GraphDatabase Fresh => primary;

    /// <summary>
    /// Waits until the replica has all that the primary has now: tables and data that the server has just put there. One that cannot be
    /// reached is not waited for: a server that had to start just when its replica is lost would be lost with it, and the primary answers
    /// instead.
    /// </summary>
    public override async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var written = Unpooled(primary);
        await using var position = written.CreateCommand("select pg_current_wal_insert_lsn()::text");
        var target = (string)(await position.ExecuteScalarAsync(cancellationToken))!;

        try
        {
            await using var read = Unpooled(replica);
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
        await replica.DisposeAsync();
        await primary.DisposeAsync();
        await base.DisposeAsync();
    }

    internal override ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken) =>
        replica.BeginAsync(isSnapshotNeeded, cancellationToken);

    private static NpgsqlDataSource Unpooled(PostgresGraphDatabase database) =>
        database.Options.Source(settings => settings.Pooling = false);

    [LoggerMessage(
        LogLevel.Warning, "The read replica cannot be reached; the server starts without it, and the primary answers instead: {Reason}")]
    private static partial void LogStartsWithout(ILogger logger, string reason);
}
