using System.Diagnostics;

namespace IndhCoops.Databases;

/// <summary>
/// A private PostgreSQL on a free loopback port. It lives while its standard input is open, so it goes with this process
/// however this process ends.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly Process _process;
    private readonly PostgresControl _control;
    private string[] _frozen = [];

    private PostgresCluster(Process process, string connectionString) =>
        (_process, _control, ConnectionString) = (process, new PostgresControl(connectionString), connectionString);

    /// <summary>Reaches the server; names no database.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes and starts a cluster.</summary>
    public static async Task<PostgresCluster> StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(SourceTree.PathOf("infra", "local", "with-postgres"))
        {
            ArgumentList = { "bash", "-c", "echo \"$INDHCOOPS_TEST_POSTGRES\"; exec cat" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("PostgreSQL was not started.");
        var connectionString = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return connectionString is null
            ? throw new InvalidOperationException("PostgreSQL did not start; the reason is on standard error.")
            : new PostgresCluster(process, connectionString);
    }

    /// <summary>Asks it something small.</summary>
    public async Task PingAsync(CancellationToken cancellationToken) => await _control.ScalarAsync("select 1", cancellationToken);

    /// <summary>Stops it, with every connection cut and everything kept, until <see cref="RestartAsync"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _control.OrderAsync("stop", "fast", cancellationToken);

    /// <summary>Stops it as a crash does, with every connection cut, and starts it again.</summary>
    public Task RestartAsync(CancellationToken cancellationToken) => _control.OrderAsync("restart", "immediate", cancellationToken);

    /// <summary>
    /// Keeps it silent, with every connection open, until <see cref="ThawAsync"/>: as a network does that loses everything.
    /// </summary>
    public async Task FreezeAsync(CancellationToken cancellationToken)
    {
        var data = (string)await _control.ScalarAsync("show data_directory", cancellationToken);
        var server = (await File.ReadAllLinesAsync(Path.Combine(data, "postmaster.pid"), cancellationToken))[0];
        _frozen =
        [
            server,
            .. (await File.ReadAllTextAsync($"/proc/{server}/task/{server}/children", cancellationToken)).Split(
                ' ', StringSplitOptions.RemoveEmptyEntries),
        ];
        await SignalAsync("-STOP", cancellationToken);
    }

    /// <summary>Lets it go on.</summary>
    public async Task ThawAsync(CancellationToken cancellationToken)
    {
        await SignalAsync("-CONT", cancellationToken);
        _frozen = [];
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [signal, .. _frozen]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_frozen.Length > 0)
        {
            await ThawAsync(CancellationToken.None);
        }

        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
