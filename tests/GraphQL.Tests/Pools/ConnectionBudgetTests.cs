using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Startup;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Tests.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Pools;

/// <summary>The server's pools together stay below what PostgreSQL allows.</summary>
public sealed class ConnectionBudgetTests
{
    private static readonly PoolSizes Wanted = new(64, 8);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1000, 64, 8)]
    [InlineData(72, 58, 8)]
    [InlineData(26, 16, 4)]
    [InlineData(9, 2, 1)]
    public void Connections_are_divided_and_tables_get_few(int connections, int queries, int tables)
    {
        var sizes = PoolSizes.Of(connections, Wanted)!;

        Assert.Equal(new PoolSizes(queries, tables), sizes);
        Assert.InRange(sizes.Total, PoolSizes.Least, connections);
    }

    [Fact]
    public void Fewer_than_the_server_works_with_are_none() => Assert.Null(PoolSizes.Of(PoolSizes.Least - 1, Wanted));

    [Theory]
    [InlineData("alter role {0} connection limit 40")]
    [InlineData("alter database {1} connection limit 40")]
    public async Task The_limits_of_role_and_database_are_respected_and_said(string limit)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Cancelled);
        await using var role = await LimitedRole.CreateAsync(database, limit);
        var log = new RecordedLog();
        var budget = Budget(role.Database, log);

        await budget.AskAsync(Cancelled);

        Assert.Equal(new PoolSizes(19, 5), budget.Sizes);
        var line = Assert.Single(log.Lines, line => line.Contains("allows this role 40 connections", StringComparison.Ordinal));
        Assert.Contains("opens 30 at most: 19 for queries, 5 for tables", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_are_a_sentence()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Cancelled);
        await using var role = await LimitedRole.CreateAsync(database, "alter role {0} connection limit 10");

        var refused = await Assert.ThrowsAsync<StartException>(() => Budget(role.Database, new RecordedLog()).AskAsync(Cancelled));

        Assert.Contains("allows this role 10 connections", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"needs {PoolSizes.Least} or more", refused.Message, StringComparison.Ordinal);
    }

    private static ConnectionBudget Budget(DatabaseOptions database, RecordedLog log) => new(
        database, Options.Create(new ReplicaOptions()), Options.Create(new PoolOptions()), new PoolSizes(
            new RequestLimitOptions().MaxConcurrent, new TableOptions().MaxConcurrent),
        LoggerFactory.Create(logging => logging.AddProvider(log)).CreateLogger<ConnectionBudget>());

    // A role without rights of its own, on a database of the test.
    private sealed class LimitedRole(TestDatabase owner, string name, DatabaseOptions database) : IAsyncDisposable
    {
        public DatabaseOptions Database => database;

        public static async Task<LimitedRole> CreateAsync(TestDatabase owner, string limit)
        {
            var settings = new NpgsqlConnectionStringBuilder(owner.Options.ConnectionString);
            var name = $"limited_{Guid.NewGuid():N}";
            await ExecuteAsync(
                owner,
                $"create role {name} login; "
                    + string.Format(System.Globalization.CultureInfo.InvariantCulture, limit, name, settings.Database));
            settings.Username = name;
            return new LimitedRole(owner, name, DatabaseOptions.PostgreSql(settings.ConnectionString));
        }

        public async ValueTask DisposeAsync() => await ExecuteAsync(owner, $"drop role {name}");

        private static async Task ExecuteAsync(TestDatabase database, string sql)
        {
            await using var source = NpgsqlDataSource.Create($"{database.Options.ConnectionString};Pooling=false");
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(Cancelled);
        }
    }
}
