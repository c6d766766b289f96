using IndhCoops.GraphQL.Engine.Running;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>A server, read from a replica where there is one, by pools that fit together below what it allows.</summary>
internal sealed class PostgresStore(
    DatabaseOptions database,
    ConnectionBudget budget,
    IOptions<ReplicaOptions> replicas,
    ILogger<ReplicatedGraphDatabase> logger) : ServerStore
{
    public override Task AskLimitsAsync(CancellationToken cancellationToken) => budget.AskAsync(cancellationToken);

    public override GraphDatabase Connect(TimeSpan timeout, bool forTables)
    {
        return replicas.Value.Of(database) is { } replica
            ? new ReplicatedGraphDatabase(replica, database, timeout, PoolSize, asksFirst: forTables, logger)
            : new PostgresGraphDatabase(database, timeout, PoolSize, asksFirst: forTables);

        int PoolSize() => forTables ? budget.Sizes.Tables : budget.Sizes.Queries;
    }
}

internal static class PostgresStoreServices
{
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReplicaOptions>().Bind(configuration.GetSection(ReplicaOptions.Section)).ValidateOnStart();
        services.AddOptions<PoolOptions>().Bind(configuration.GetSection(PoolOptions.Section)).ValidateDataAnnotations().ValidateOnStart();

        // Nobody holds a thread while PostgreSQL answers. So the thread that reads a request goes on to answer it: to wake two more took a
        // fifth of what a kept answer costs.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        return services
            .AddSingleton<IValidateOptions<ReplicaOptions>, ReplicaOptionsValidator>()
            .AddSingleton<ConnectionBudget>()
            .AddSingleton<ServerStore, PostgresStore>()
            .AddSingleton<DatabaseProbe, PostgresProbe>()
            .AddSingleton<DataVersion, PostgresDataVersion>();
    }
}
