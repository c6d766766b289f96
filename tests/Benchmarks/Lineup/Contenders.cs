using IndhCoops.Benchmarks.Handwritten;
using IndhCoops.Benchmarks.Peers;
using IndhCoops.Benchmarks.Peers.Plain;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Lineup;

/// <summary>All servers on one database, until they are disposed.</summary>
internal sealed class Contenders : IAsyncDisposable
{
    private readonly List<ServerProcess> _servers = [];
    private readonly List<Contender> _all = [];

    private Contenders()
    {
    }

    /// <summary>Those that were started.</summary>
    public IReadOnlyList<Contender> All => _all;

    /// <summary>The one in a role.</summary>
    public Contender this[Role role] => _all.Single(contender => contender.Role == role);

    /// <summary>Starts the graph, which fills the database, and the endpoints written by hand.</summary>
    public static async Task<Contenders> StartAsync(BenchmarkDatabase database, int cooperatives, CancellationToken cancellationToken)
    {
        var contenders = new Contenders();
        try
        {
            await contenders.StartOwnAsync(database, cooperatives, cancellationToken);
            return contenders;
        }
        catch
        {
            await contenders.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts those that know nothing of this project but its database.</summary>
    public async Task StartPeersAsync(DatabaseOptions database, CancellationToken cancellationToken)
    {
        var plain = Add(await ServerProcess.StartAsync("IndhCoops.Benchmarks.dll", PlainServer.Arguments(database), cancellationToken));
        _all.Add(new Contender(Role.Plain, plain, PlainQueries.Request));
        if (database.Kind == DatabaseKind.PostgreSql)
        {
            var postGraphile = Add(await PostGraphile.StartAsync(database.ConnectionString, cancellationToken));
            _all.Add(new Contender(Role.PostGraphile, postGraphile, PostGraphileQueries.Request));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private async Task StartOwnAsync(BenchmarkDatabase database, int cooperatives, CancellationToken cancellationToken)
    {
        // Many clients on a large ledger wait for longer than the server usually lets them.
        (string, string) patience = ("INDHCOOPS_GraphHttp__RequestTimeout", "00:02:00");
        string[] arguments = [.. database.ServerArguments, "--demo", $"{cooperatives}"];

        // How many tables go at once is measured, and not bounded.
        (string, string)[] settings =
        [
            patience, .. CopyByColumns.Settings, ("INDHCOOPS_Tables__MaxConcurrent", "1000"), ("INDHCOOPS_Tables__PerClient", "1000"),
            ("INDHCOOPS_Introspection__Enabled", "true"),
        ];
        var graph = Add(
            await ServerProcess.StartAsync(
                "IndhCoops.GraphQL.dll", arguments, cancellationToken, [.. settings, ("INDHCOOPS_Answers__Keep", "false")]));
        var keeping = Add(await ServerProcess.StartAsync("IndhCoops.GraphQL.dll", arguments, cancellationToken, settings));
        await CopyByColumns.WaitAsync(graph, cancellationToken);
        await CopyByColumns.WaitAsync(keeping, cancellationToken);
        var handwritten = Add(
            await ServerProcess.StartAsync("IndhCoops.Benchmarks.dll", HandwrittenServer.Arguments(database.Options), cancellationToken));
        _all.AddRange(
        [
            Contender.Graph(graph), Contender.Handwritten(handwritten), Contender.ColdPlan(graph), Contender.Kept(keeping),
            Contender.ReadyMade(handwritten),
        ]);
    }

    private ServerProcess Add(ServerProcess server)
    {
        _servers.Add(server);
        return server;
    }
}
