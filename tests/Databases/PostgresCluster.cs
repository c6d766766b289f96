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

    private PostgresCluster(Process process, string connectionString) => (_process, ConnectionString) = (process, connectionString);

    /// <summary>Reaches the server; names no database.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes and starts a cluster.</summary>
    public static async Task<PostgresCluster> StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(SourceTree.PathOf(".ci", "with-postgres"))
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

    /// <summary>Stops it as a crash does, with every connection cut, and starts it again.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        var data = (string)await ScalarAsync("show data_directory", cancellationToken);
        var programs = (string)await ScalarAsync("select setting from pg_config where name = 'BINDIR'", cancellationToken);
        string[] restart = [Path.Combine(programs, "pg_ctl"), "-D", data, "-w", "-m", "immediate", "-l", Path.Combine(data, "restart.log"), "restart"];

        // PostgreSQL refuses to run as root.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. restart] : restart;
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = data, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"PostgreSQL did not restart: pg_ctl ended with {process.ExitCode}.");
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
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
