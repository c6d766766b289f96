using IndhCoops.Domain.Persistence;
using Npgsql;

namespace IndhCoops.Databases;

/// <summary>A database with a unique name on the PostgreSQL of the tests.</summary>
internal sealed class TemporaryPostgresDatabase : IDatabaseLocation
{
    private readonly string _server;
    private readonly string _name;

    private TemporaryPostgresDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        Options = DatabaseOptions.PostgreSql(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
    }

    /// <inheritdoc/>
    public DatabaseOptions Options { get; }

    /// <summary>Makes the database, without any table.</summary>
    public static async Task<TemporaryPostgresDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        var database = new TemporaryPostgresDatabase(await PostgresServer.ConnectionStringAsync(cancellationToken), $"test_{Guid.NewGuid():N}");
        await database.RunAsync($"CREATE DATABASE {database._name} TEMPLATE template0 ENCODING 'UTF8'", cancellationToken);
        return database;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(Options.ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await RunAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        // Not pooled: a test process makes many databases and has no other use for the maintenance one.
        var maintenance = new NpgsqlConnectionStringBuilder(_server) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
