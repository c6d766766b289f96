using System.Diagnostics;
using Npgsql;

namespace IndhCoops.Databases;

/// <summary>Stops and starts a PostgreSQL of a test's own by <c>pg_ctl</c>.</summary>
/// <param name="connectionString">Reaches the server; names no database.</param>
internal sealed class PostgresControl(string connectionString)
{
    private string? _data;
    private string? _programs;

    /// <summary>Gives an order and waits until it is done. The first order needs a server that runs: it says where its files are.</summary>
    public async Task OrderAsync(string order, string mode, CancellationToken cancellationToken)
    {
        _data ??= (string)await ScalarAsync("show data_directory", cancellationToken);
        _programs ??= (string)await ScalarAsync("select setting from pg_config where name = 'BINDIR'", cancellationToken);
        string[] restart =
        [
            Path.Combine(_programs, "pg_ctl"), "-D", _data, "-w", "-m", mode, "-l", Path.Combine(_data, "restart.log"), order,
        ];

        // PostgreSQL refuses to run as root.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. restart] : restart;
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = _data, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"PostgreSQL did not {order}: pg_ctl ended with {process.ExitCode}.");
        }

        // What the test itself keeps open is cut off too.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Asks for one value.</summary>
    public async Task<object> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create($"{connectionString};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
