using IndhCoops.Databases;

namespace IndhCoops.GraphQL.Tests.Replicas;

/// <summary>A PostgreSQL that the tests of one class share; each has a replica of its own, and leaves this one running.</summary>
public sealed class Primary : IAsyncLifetime
{
    public PostgresCluster Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresCluster.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
