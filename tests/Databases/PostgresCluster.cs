using System.Diagnostics;
using Npgsql;

namespace IndhCoops.Databases;

/// <summary>
/// A private PostgreSQL on a free loopback port. It lives while its standard input is open, so it goes with this process
/// however this process ends.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly Process _process;
    private string? _data;
    private string? _programs;
    private string[] _frozen = [];

    private PostgresCluster(Process process, string connectionString) => (_process, ConnectionString) = (process, connectionString);

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
    public async Task PingAsync(CancellationToken cancellationToken) => await ScalarAsync("select 1", cancellationToken);

    /// <summary>Stops it, with every connection cut and everything kept, until <see cref="RestartAsync"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => ControlAsync("stop", "fast", cancellationToken);

    /// <summary>Stops it as a crash does, with every connection cut, and starts it again.</summary>
    public Task RestartAsync(CancellationToken cancellationToken) => ControlAsync("restart", "immediate", cancellationToken);

    /// <summary>Keeps it silent, with every connection open, until <see cref="ThawAsync"/>: as a network does that loses everything.</summary>
    public async Task FreezeAsync(CancellationToken cancellationToken)
    {
        var data = (string)await ScalarAsync("show data_directory", cancellationToken);
        var server = (await File.ReadAllLinesAsync(Path.Combine(data, "postmaster.pid"), cancellationToken))[0];
        _frozen = [server, .. (await File.ReadAllTextAsync($"/proc/{server}/task/{server}/children", cancellationToken)).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
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

    private async Task ControlAsync(string order, string mode, CancellationToken cancellationToken)
    {
        _data ??= (string)await ScalarAsync("show data_directory", cancellationToken);
        _programs ??= (string)await ScalarAsync("select setting from pg_config where name = 'BINDIR'", cancellationToken);
        string[] restart = [Path.Combine(_programs, "pg_ctl"), "-D", _data, "-w", "-m", mode, "-l", Path.Combine(_data, "restart.log"), order];

        // PostgreSQL refuses to run as root.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. restart] : restart;
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = _data, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"PostgreSQL did not {order}: pg_ctl ended with {process.ExitCode}.");
        }

        // What the test itself keeps open is cut off too.
        NpgsqlConnection.ClearAllPools();
    }

    private async Task<object> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create($"{ConnectionString};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync(cancellationToken))!;
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
