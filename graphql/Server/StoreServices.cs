using IndhCoops.Domain.Startup;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;

namespace IndhCoops.GraphQL;

/// <summary>Registers how the database is read and watched.</summary>
internal static class StoreServices
{
    /// <summary>Registers the store of a database, its probe and the version of its data. Another kind of database is a line.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, DatabaseOptions database, IConfiguration configuration)
    {
        // Checked for each kind, although PostgreSQL alone has use for it: a slip is told when it is made.
        services.AddOptionsWithValidateOnStart<PoolOptions>().Bind(configuration.GetSection(PoolOptions.Section)).ValidateDataAnnotations();
        return database.Kind switch
        {
            // Functions on one database and a server on another would be told apart by nobody.
            DatabaseKind.Sqlite when !string.IsNullOrWhiteSpace(configuration["Database:ConnectionString"]) => throw new StartException(
                "INDHCOOPS_Database__ConnectionString names a PostgreSQL database, and the functions alone read it: the server would use a "
                + "SQLite file of its own. Give the server that database with --database, or unset the variable."),
            DatabaseKind.Sqlite => services.AddSingleton<SeenOutages>().AddSqliteStore(configuration),
            DatabaseKind.PostgreSql => services.AddSingleton<SeenOutages>().AddPostgresStore(configuration),
            _ => throw new NotSupportedException($"There is no store for {database.Kind}."),
        };
    }
}
