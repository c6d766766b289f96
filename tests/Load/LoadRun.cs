using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IndhCoops.Databases;
using Npgsql;

namespace IndhCoops.Load;

/// <summary>A server under load for long, with its database restarted meanwhile and its end while requests are under way.</summary>
public sealed class LoadRun : IAsyncDisposable
{
    private const int SlowReaders = 2;
    private const int Leavers = 2;

    // How often somebody writes, so that kept answers are forgotten and made again.
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(500);

    // Those who read slowly, fall asleep or leave hold some besides.
    private static readonly (string Name, string Value) ManyTables = ("Tables__MaxConcurrent", "32");

    private readonly LoadOptions _options;
    private readonly TextWriter _progress;
    private readonly PostgresCluster _cluster;
    private readonly ServerProcess _server;
    private readonly TextWriter? _log;
    private readonly TcpListener _silent;
    private readonly HttpClient _client;

    private LoadRun(
        LoadOptions options, TextWriter progress, PostgresCluster cluster, ServerProcess server, TcpListener silent, TextWriter? log)
    {
        (_options, _progress, _cluster, _server, _silent, _log) = (options, progress, cluster, server, silent, log);
        Memory = new MemoryCurve(options.Floods ? 0.5 : 1.0 / 3);
        _client = new HttpClient(new ManyAddresses()) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>What came of all requests.</summary>
    public Tally Tally { get; private set; } = new();

    /// <summary>The server's memory.</summary>
    public MemoryCurve Memory { get; }

    /// <summary>Starts a PostgreSQL and a server on it.</summary>
    public static async Task<LoadRun> StartAsync(LoadOptions options, TextWriter progress, CancellationToken cancellationToken)
    {
        // Lines of both of a process's streams come at the same time.
        var log = options.Log is null ? null : TextWriter.Synchronized(new StreamWriter(options.Log));
        var cluster = await PostgresCluster.StartAsync(cancellationToken);

        // Whoever issues tokens accepts connections and says nothing: those who read what is open to everybody must not wait for it, with a
        // token or without.
        var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        (string, string)[] authority = options.Floods
            ? [("Access__Authority", $"http://{silent.LocalEndpoint}"), ("Access__Audience", "load")]
            : [];
        try
        {
            var server = await ServerProcess.StartAsync(
                ConnectionString(cluster), options.Cooperatives, log, cancellationToken, [ManyAddresses.Setting, ManyTables, .. authority]);
            return new LoadRun(options, progress, cluster, server, silent, log);
        }
        catch
        {
            silent.Dispose();
            await cluster.DisposeAsync();
            await (log?.DisposeAsync() ?? default);
            throw;
        }
    }

    /// <summary>Runs it all.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var right = await Asking.LearnAsync(_client, cancellationToken);
        Tally = new Tally();
        var clients = new Clients(_client, right, Tally, _options.Pause);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var endFloods = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var floods = Task.CompletedTask;
        Task[] under =
        [
            .. Enumerable.Range(0, _options.Clients).Select(
                number => Task.Run(() => clients.AskAsync(number, stop.Token), CancellationToken.None)),
            .. Enumerable.Range(0, SlowReaders).Select(_ => clients.ReadSlowlyAsync(stop.Token)),
            .. Enumerable.Range(0, Leavers).Select(number => clients.LeaveAsync(1000 + number, stop.Token)),
            clients.FallAsleepAsync(stop.Token),
            WriteAsync(stop.Token),
            WatchAsync(stop.Token),
        ];
        try
        {
            for (var restart = 0; restart <= _options.Restarts; restart++)
            {
                if (restart > 0)
                {
                    await RestartAsync(cancellationToken);
                }

                await Task.Delay(_options.Duration / (_options.Restarts + 1) / (_options.Floods ? 2 : 1), cancellationToken);
            }

            if (_options.Floods)
            {
                Tally.FloodsBegin();
                floods = new Floods(_server.Address, Tally).RunAsync(endFloods.Token);
                await Task.Delay(_options.Duration / 2, cancellationToken);
            }
        }
        finally
        {
            await endFloods.CancelAsync();
            await floods;
            await stop.CancelAsync();
            await Task.WhenAll(under);
        }

        await NothingIsLeftAsync(cancellationToken);
        await new Shutdown(_server, _client, right, Tally).EndAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _silent.Dispose();
        await _server.DisposeAsync();
        await _cluster.DisposeAsync();
        await (_log?.DisposeAsync() ?? default);
    }

    private static string ConnectionString(PostgresCluster cluster) => $"{cluster.ConnectionString};Database=indhcoops";

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        Tally.DatabaseGoes();
        await _cluster.RestartAsync(cancellationToken);
        Tally.DatabaseIsBack();
        _progress.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"{Tally.Now:mm\\:ss} PostgreSQL restarted, away for {Tally.Outages[^1].TotalSeconds:N1} s"));
    }

    // Takes a transaction's number, as every write does, and changes nothing.
    private async Task WriteAsync(CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create($"{ConnectionString(_cluster)};Pooling=false");
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var command = source.CreateCommand("select pg_current_xact_id()");
                await command.ExecuteScalarAsync(CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // Away for a while.
            }

            await Task.Delay(BetweenWrites, CancellationToken.None);
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var (next, every) = (TimeSpan.Zero, _options.Duration / 300);
        var spoken = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            if (Tally.Now >= next)
            {
                Memory.Add(Tally.Now, _server.Bytes);
                next = Tally.Now + every;
            }

            if (Tally.Now - spoken > TimeSpan.FromSeconds(30))
            {
                spoken = Tally.Now;
                _progress.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Tally.Now:mm\\:ss} {Tally.Right:N0} right answers, {Tally.Findings.Count} "
                            + $"findings, {_server.Bytes / 1e6:N0} MB"));
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    // Clients that left or fell asleep leave no statement and no transaction behind.
    private async Task NothingIsLeftAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create($"{ConnectionString(_cluster)};Pooling=false");
        await using var command = source.CreateCommand(
            "select count(*) from pg_stat_activity where application_name = 'IndhCoops graph' and state <> 'idle'");
        for (var tries = 0; (long)(await command.ExecuteScalarAsync(cancellationToken))! > 0; tries++)
        {
            if (tries == 300)
            {
                Tally.Find("30 s after the last request the database still works for the server.");
                return;
            }

            await Task.Delay(100, cancellationToken);
        }
    }
}
