using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Access;

[assembly: AssemblyFixture(typeof(AccessScene))]

namespace IndhCoops.GraphQL.Tests.Access;

/// <summary>An authority, and a database with the shipped facts, for all tests of who may what that only read.</summary>
public sealed class AccessScene : IAsyncLifetime
{
    private TestDatabase _database = null!;

    internal Authority Authority { get; private set; } = null!;

    /// <summary>A server with no settings of access, which everybody may read from.</summary>
    internal AccessServer Open { get; private set; } = null!;

    /// <summary>A server that everybody may read from, and that trusts the authority.</summary>
    internal AccessServer Trusting { get; private set; } = null!;

    /// <summary>A server that reads for those with a token of the authority.</summary>
    internal AccessServer Closed { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Authority = await Authority.StartAsync();
        _database = await TestDatabase.WithFactsAsync(DatabaseKind.Sqlite, CancellationToken.None);
        Open = await StartAsync();
        Trusting = await StartAsync(("Access:Authority", Authority.Issuer), ("Access:Audience", Authority.Audience));
        await Trusting.UntilKeysAreThereAsync();
        Closed = await StartClosedAsync();
    }

    /// <summary>A server that reads for those with a token of the authority, with further settings.</summary>
    internal async Task<AccessServer> StartClosedAsync(params (string Key, string Value)[] settings)
    {
        var server = await StartAsync(
            [
                ("Access:Authority", Authority.Issuer),
                ("Access:Audience", Authority.Audience),
                ("Access:ReadingNeedsToken", "true"),
                .. settings,
            ]);
        await server.UntilKeysAreThereAsync();
        return server;
    }

    /// <summary>A server with no settings of access but those given.</summary>
    internal Task<AccessServer> StartAsync(params (string Key, string Value)[] settings) =>
        AccessServer.StartAsync(_database.Options, settings);

    public async ValueTask DisposeAsync()
    {
        await Open.DisposeAsync();
        await Trusting.DisposeAsync();
        await Closed.DisposeAsync();
        await Authority.DisposeAsync();
        await _database.DisposeAsync();
    }
}
