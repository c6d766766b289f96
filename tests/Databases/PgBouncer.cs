using System.Diagnostics;
using System.Net.Sockets;
using IndhCoops.Domain.Persistence;
using Npgsql;

namespace IndhCoops.Databases;

/// <summary>Debian's PgBouncer before a PostgreSQL, in transaction mode, with fewer sessions than clients.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private const int Sessions = 4;
    private const int MostTries = 5;

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly int _port;

    private PgBouncer(Process process, DirectoryInfo folder, int port) => (_process, _folder, _port) = (process, folder, port);

    /// <summary>Starts one before the server of a database.</summary>
    public static async Task<PgBouncer> StartAsync(TestDatabase database, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Find();
            var folder = Directory.CreateTempSubdirectory("indhcoops-pgbouncer-");
            var settings = Path.Combine(folder.FullName, "pgbouncer.ini");
            await File.WriteAllTextAsync(
                settings,
                $"""
                [databases]
                * = host={server.Host} port={server.Port} user={server.Username}
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = {port}
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = {Sessions}
                max_client_conn = 500
                """,
                cancellationToken);

            // It refuses to run as root, as PostgreSQL does.
            string[] command = Environment.IsPrivilegedProcess
                ? ["runuser", "-u", "postgres", "--", "pgbouncer", "-q", settings]
                : ["pgbouncer", "-q", settings];
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(
                    folder.FullName,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            }

            var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            var told = process.StandardError.ReadToEndAsync(cancellationToken);
            if (await ListensAsync(process, port, cancellationToken))
            {
                return new PgBouncer(process, folder, port);
            }

            // Another process may have taken the port meanwhile.
            process.Dispose();
            folder.Delete(recursive: true);
            if (attempt == MostTries)
            {
                throw new InvalidOperationException($"PgBouncer does not start; ./test.sh installs it where it is missing. {await told}");
            }
        }
    }

    /// <summary>Reaches a database through it.</summary>
    public DatabaseOptions Through(TestDatabase database, DatabasePooling pooling = DatabasePooling.Transaction) =>
        DatabaseOptions.PostgreSql(
        new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { Host = "127.0.0.1", Port = _port }.ConnectionString) with
        { Pooling = pooling };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> ListensAsync(Process process, int port, CancellationToken cancellationToken)
    {
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port, cancellationToken);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(20, cancellationToken);
            }
        }

        return false;
    }
}
