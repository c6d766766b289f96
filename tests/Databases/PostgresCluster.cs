using System.Diagnostics;

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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
