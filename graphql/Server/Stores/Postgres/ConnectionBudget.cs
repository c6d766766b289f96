using System.ComponentModel.DataAnnotations;
using IndhCoops.Domain.Databases.Postgres;
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
    // How many connections the role is allowed: the least of what the server, the database and the role allow, without those that are kept
    // for administrators; and how many are open now, of everybody. A limit of -1 is none. A user without the right to see other sessions
    // still sees their number.
    private const string Capacity = """
        select least(
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                - coalesce(current_setting('reserved_connections', true)::int, 0),
            (select nullif(rolconnlimit, -1) from pg_catalog.pg_roles where rolname = session_user),
            (select nullif(datconnlimit, -1) from pg_catalog.pg_database where datname = current_database())),
            (select coalesce(sum(numbackends), 0)::int from pg_catalog.pg_stat_database)
        """;

    private PoolSizes? _sizes;

    /// <summary>How large each pool may become; until PostgreSQL is asked, as useful. A pool is made later, on its first use.</summary>
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
        await using var source = server.Source(settings => (settings.Pooling, settings.ApplicationName) = (false, "IndhCoops start"));
        await using var question = source.CreateCommand(Capacity);
        await using var row = await question.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);

        // The question's own connection is none of others.
        var (allowed, inUse, share) = (row.GetInt32(0), row.GetInt32(1) - 1, options.Value.ConnectionShare);
        if (PoolSizes.Of((int)(allowed * share), wanted) is not { } sizes)
        {
            throw new StartException(string.Create(CultureInfo.InvariantCulture,
                $"{who} allows this role {allowed} connections, of which the server may take {(int)(allowed * share)} "
                    + $"({PoolOptions.Section}__{nameof(PoolOptions.ConnectionShare)} is {share}). "
                + $"It needs {PoolSizes.Least} or more. Raise max_connections, the limit of the role or of the database, or the share."));
        }

        LogShare(logger, who, allowed, inUse, sizes.Total, sizes.Queries, sizes.Tables, PoolSizes.Other);
        if (inUse + sizes.Total > allowed)
        {
            LogCrowded(logger, who, inUse);
        }

        return sizes;
    }

    [LoggerMessage(LogLevel.Information, "{Who} allows this role {Allowed} connections; {InUse} are open now. "
        + "This server opens {Total} at most: {Queries} for queries, {Tables} for tables, {Other} for writing, reports and health, "
        + "1 for changes of the data.")]
    private static partial void LogShare(ILogger logger, string who, int allowed, int inUse, int total, int queries, int tables, int other);

    [LoggerMessage(LogLevel.Warning, "{Who} may run out of connections: "
        + "{InUse} are open already, by others or by a server that is being replaced. "
        + "If others need them, lower Database__ConnectionShare or raise max_connections.")]
    private static partial void LogCrowded(ILogger logger, string who, int inUse);
}

/// <summary>How much of PostgreSQL the server takes, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class PoolOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Database";

    /// <summary>
    /// The largest share of PostgreSQL's allowed connections that this process opens. The rest is for the functions and for people. Server
    /// processes on one database divide it: two take 0.35 each.
    /// </summary>
    [Range(0.01, 1)]
    public double ConnectionShare { get; set; } = 0.75;
}
