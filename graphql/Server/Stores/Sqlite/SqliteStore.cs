using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>A file, read by as many connections as there are requests.</summary>
internal sealed class SqliteStore(DatabaseOptions database) : ServerStore
{
    public override GraphDatabase Connect(TimeSpan timeout, bool forTables) => new SqliteGraphDatabase(database);
}

internal static class SqliteStoreServices
{
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<ReplicaOptions>().Bind(configuration.GetSection(ReplicaOptions.Section)).Validate(
            options => !options.IsThere,
            $"{ReplicaOptions.Setting} names a replica, which only PostgreSQL has: start with --database, or do without.");
        return services
            .AddSingleton<ServerStore, SqliteStore>()
            .AddSingleton<DatabaseProbe, SqliteProbe>()
            .AddSingleton<DataVersion, SqliteDataVersion>();
    }
}
