using IndhCoops.Domain.Startup;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>Keeps the server's pools together below what PostgreSQL allows.</summary>
internal sealed partial class ConnectionBudget(
    DatabaseOptions database,
    IOptions<ReplicaOptions> replicas,
    IOptions<PoolOptions> options,
    PoolSizes wanted,
    ILogger<ConnectionBudget> logger)
{
    private PoolSizes? _sizes;

    /// <summary>
    /// How large each pool may become. Until it is known how much PostgreSQL allows, as large as is useful; but a pool is made on its first
    /// use, which comes later.
    /// </summary>
    public PoolSizes Sizes => _sizes ?? wanted;

    /// <summary>Asks PostgreSQL how much it allows, and says what the server takes of it.</summary>
    /// <exception cref="StartException">It allows too little to work with.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        var sizes = await AskAsync("PostgreSQL", database, cancellationToken);
        if (replicas.Value.Of(database) is { } replica)
        {
            try
            {
                var there = await AskAsync("The read replica", replica, cancellationToken);
                sizes = new PoolSizes(Math.Min(sizes.Queries, there.Queries), Math.Min(sizes.Tables, there.Tables));
            }
            catch (NpgsqlException exception) when (exception.IsTransient)
            {
                // The server starts without it, and says so elsewhere.
            }
        }

        _sizes = sizes;
    }

    private async Task<PoolSizes> AskAsync(string who, DatabaseOptions server, CancellationToken cancellationToken)
    {
        var capacity = await PostgresCapacity.AskAsync(server, cancellationToken);
        var share = options.Value.ConnectionShare;
        if (PoolSizes.Of((int)(capacity.Allowed * share), wanted) is not { } sizes)
        {
            throw new StartException(string.Create(CultureInfo.InvariantCulture,
                $"{who} allows this role {capacity.Allowed} connections, of which the server may take {(int)(capacity.Allowed * share)} "
                    + $"({PoolOptions.Section}:{nameof(PoolOptions.ConnectionShare)} is {share}). "
                + $"It needs {PoolSizes.Least} or more. Raise max_connections, the limit of the role or of the database, or the share."));
        }

        LogShare(logger, who, capacity.Allowed, capacity.InUse, sizes.Total, sizes.Queries, sizes.Tables, PoolSizes.Other);
        if (capacity.InUse + sizes.Total > capacity.Allowed)
        {
            LogCrowded(logger, who, capacity.InUse);
        }

        return sizes;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Who} allows this role {Allowed} connections; {InUse} are open now. "
        + "This server opens {Total} at most: {Queries} for queries, {Tables} for tables, {Other} for writing, reports and health, "
        + "1 for changes of the data.")]
    private static partial void LogShare(ILogger logger, string who, int allowed, int inUse, int total, int queries, int tables, int other);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Who} may run out of connections: "
        + "{InUse} are open already, by others or by a server that is being replaced. "
        + "If others need them, lower Database:ConnectionShare or raise max_connections.")]
    private static partial void LogCrowded(ILogger logger, string who, int inUse);
}
