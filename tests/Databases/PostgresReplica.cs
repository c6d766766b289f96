using System.Diagnostics;
using Npgsql;

namespace IndhCoops.Databases;

/// <summary>
/// A streaming replica of a test's own PostgreSQL, of which a test may hold up the replaying. It goes with this process however this
/// process ends.
/// </summary>
public sealed class PostgresReplica : IAsyncDisposable
{
    // $0 is the folder of PostgreSQL's programs, $1 the primary, $2 the port. PostgreSQL refuses to run as root.
    private const string Script = """
        set -e
        folder=$(mktemp -d)
        as_postgres() { if [ "$(id -u)" -eq 0 ]; then (cd "$folder" && runuser -u postgres -- "$@"); else "$@"; fi; }
        trap 'as_postgres "$0/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
        [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
        as_postgres "$0/pg_basebackup" -d "$1" -D "$folder/data" -R -c fast -X stream >&2
        printf "port = $2\nunix_socket_directories = '$folder'\n" >>"$folder/data/postgresql.conf"
        as_postgres "$0/pg_ctl" -D "$folder/data" -w -l "$folder/log" start >/dev/null || { cat "$folder/log" >&2; exit 1; }
        echo started
        cat >/dev/null
        """;

    private readonly Process _process;
    private readonly PostgresControl _control;

    private PostgresReplica(Process process, string connectionString) =>
        (_process, _control, ConnectionString) = (process, new PostgresControl(connectionString), connectionString);

    /// <summary>Reaches the replica; names no database.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes a replica of a cluster, with all that it has now.</summary>
    public static async Task<PostgresReplica> StartAsync(PostgresCluster primary, CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var settings = new NpgsqlConnectionStringBuilder(primary.ConnectionString);
        var programs = await new PostgresControl(primary.ConnectionString).ScalarAsync(
            "select setting from pg_config where name = 'BINDIR'", cancellationToken);
        var start = new ProcessStartInfo(
            "bash", ["-c", Script, (string)programs, $"host={settings.Host} port={settings.Port} user={settings.Username}", $"{port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The replica was not started.");
        settings.Port = port;
        return await process.StandardOutput.ReadLineAsync(cancellationToken) is null
            ? throw new InvalidOperationException("The replica did not start; the reason is on standard error.")
            : new PostgresReplica(process, settings.ConnectionString);
    }

    /// <summary>Stops it as a crash does, with every connection cut and everything kept, until <see cref="RestartAsync"/>.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _control.OrderAsync("stop", "immediate", cancellationToken);

    /// <summary>Starts it again.</summary>
    public Task RestartAsync(CancellationToken cancellationToken) => _control.OrderAsync("restart", "immediate", cancellationToken);

    /// <summary>Holds the replica as it is, whatever is written to the primary.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await _control.ScalarAsync("select pg_wal_replay_pause()", cancellationToken);
        while (await _control.ScalarAsync("select pg_get_wal_replay_pause_state()", cancellationToken) is not "paused")
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Has it replay what comes at once, and break off the statements that stand in the way.</summary>
    public async Task WaitForNobodyAsync(CancellationToken cancellationToken)
    {
        await _control.ScalarAsync("alter system set max_standby_streaming_delay = 0", cancellationToken);
        await _control.ScalarAsync("select pg_reload_conf()", cancellationToken);
        while (await _control.ScalarAsync("show max_standby_streaming_delay", cancellationToken) is not "0")
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Lets it go on, and waits until it has what the primary has now.</summary>
    public async Task CatchUpAsync(PostgresCluster primary, CancellationToken cancellationToken)
    {
        await _control.ScalarAsync("select pg_wal_replay_resume()", cancellationToken);
        var written = await new PostgresControl(primary.ConnectionString).ScalarAsync(
            "select pg_current_wal_insert_lsn()::text", cancellationToken);
        while (await _control.ScalarAsync($"select pg_last_wal_replay_lsn() >= '{written}'", cancellationToken) is not true)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
