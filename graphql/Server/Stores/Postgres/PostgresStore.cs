using IndhCoops.GraphQL.Engine.Running;
using Npgsql;

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
            ? new ReplicatedGraphDatabase(Read(replica), Read(database), logger)
            : Read(database);

        PostgresGraphDatabase Read(DatabaseOptions server) =>
            new(server, timeout, () => forTables ? budget.Sizes.Tables : budget.Sizes.Queries, asksFirst: forTables);
    }
}

internal static class PostgresStoreServices
{
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, IConfiguration configuration)
    {
        // What is wrong is said without the connection string. Kept answers are checked by the version of the data, and every database
        // server counts its versions on its own.
        services.AddOptionsWithValidateOnStart<ReplicaOptions>().Bind(configuration.GetSection(ReplicaOptions.Section))
            .Validate(
                options => !options.IsThere || Read(options) is not null,
                $"{ReplicaOptions.Setting} is not a connection string: Host=…;Database=…;Username=….")
            .Validate(
                options => !options.IsThere || Read(options) is not { } replica || replica.Host?.Split(',') is [{ Length: > 0 }],
                $"{ReplicaOptions.Setting} must name one server by Host=…; give further replicas to further processes.");
        return services
            .AddSingleton<ConnectionBudget>()
            .AddSingleton<ServerStore, PostgresStore>()
            .AddSingleton<DatabaseProbe, PostgresProbe>()
            .AddSingleton<DataVersion, PostgresDataVersion>();
    }

    private static NpgsqlConnectionStringBuilder? Read(ReplicaOptions options)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(options.ReadConnectionString);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
