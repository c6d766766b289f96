using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.GraphQL.Tests.Access;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Replicas;

/// <summary>
/// A PostgreSQL of its own with the shipped facts, and its replica: one pair for all tests of replicas, which run one after another.
/// </summary>
[CollectionDefinition(nameof(ReplicatedScene))]
public sealed class ReplicatedScene : ICollectionFixture<ReplicatedScene>, IAsyncLifetime
{
    private string _database = "";
    private bool _isPrimaryAway;
    private bool _isReplicaAway;

    /// <summary>What is written to.</summary>
    public PostgresCluster Primary { get; private set; } = null!;

    /// <summary>What reads come from.</summary>
    public PostgresReplica Replica { get; private set; } = null!;

    /// <summary>Reaches the database on the primary.</summary>
    public string Written => $"{Primary.ConnectionString};Database={_database}";

    /// <summary>Reaches it on the replica.</summary>
    public string Read => $"{Replica.ConnectionString};Database={_database}";

    public async ValueTask InitializeAsync()
    {
        Primary = await PostgresCluster.StartAsync(CancellationToken.None);
        var database = await TestDatabase.CreateAsync(Primary, CancellationToken.None);
        await new ReferenceDataLoader(database.Contexts, TimeProvider.System).LoadAsync(CancellationToken.None);
        _database = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString).Database!;
        Replica = await PostgresReplica.StartAsync(Primary, CancellationToken.None);
    }

    /// <summary>Starts a server that reads from the replica, or from what a test names in its place.</summary>
    internal Task<AccessServer> StartReadingAsync(string? read = null, params (string Key, string Value)[] settings) =>
        AccessServer.StartAsync(DatabaseOptions.PostgreSql(Written), [("Database:ReadConnectionString", read ?? Read), .. settings]);

    /// <summary>Starts a server that knows of no replica.</summary>
    internal Task<AccessServer> StartWritingAsync() => AccessServer.StartAsync(DatabaseOptions.PostgreSql(Written));

    /// <summary>Takes the replica away, until <see cref="RestoreAsync"/>.</summary>
    public async Task LoseReplicaAsync(CancellationToken cancellationToken)
    {
        await Replica.StopAsync(cancellationToken);
        _isReplicaAway = true;
    }

    /// <summary>Takes the primary away, until <see cref="RestoreAsync"/>.</summary>
    public async Task LosePrimaryAsync(CancellationToken cancellationToken)
    {
        await Primary.StopAsync(cancellationToken);
        _isPrimaryAway = true;
    }

    /// <summary>Brings back what was taken away.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (_isPrimaryAway)
        {
            await Primary.RestartAsync(cancellationToken);
            _isPrimaryAway = false;
        }

        if (_isReplicaAway)
        {
            await Replica.RestartAsync(cancellationToken);
            _isReplicaAway = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Replica.DisposeAsync();
        await Primary.DisposeAsync();
    }
}
