using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using IndhCoops.Databases;

namespace IndhCoops.Infra.Tests;

/// <summary>The Bicep compiler, on the templates as they are checked in.</summary>
internal static class Bicep
{
    /// <summary>The folder of the templates.</summary>
    public static string Folder { get; } = SourceTree.PathOf("infra");

    // What somebody who deploys says of the deployment.
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["INDHCOOPS_SERVER_IMAGE"] = "registry.example/indhcoops-server:1",
        ["INDHCOOPS_DATABASE_ADMIN_ID"] = "11111111-1111-1111-1111-111111111111",
        ["INDHCOOPS_DATABASE_ADMIN_NAME"] = "Database administrators",
        ["INDHCOOPS_DATABASE_ADMIN_TYPE"] = "Group",
        ["INDHCOOPS_ALERT_ADDRESSES"] = "one@example.org,two@example.org",
        ["INDHCOOPS_ALLOWED_ORIGINS"] = "https://example.org",
    };

    // A run takes two seconds of a processor: what several tests ask alike is asked once.
    private static readonly ConcurrentDictionary<string, Lazy<Task<(string Output, string Complaints, int ExitCode)>>> BuiltParameters =
        new();

    /// <summary>Every template and parameter file, by its path in the folder.</summary>
    public static IEnumerable<string> Files { get; } = [.. Deployed.Where(path => Path.GetExtension(path) is ".bicep" or ".bicepparam")];

    /// <summary>Every file of a deployment, by its path in the folder: all but the scripts of laptops and tests.</summary>
    public static IEnumerable<string> Deployed =>
        Directory.EnumerateFiles(Folder)
            .Concat(Directory.EnumerateDirectories(Folder).Where(path => Path.GetFileName(path) != "local")
                .SelectMany(path => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)))
            .Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal);

    /// <summary>Compiles a parameter file and its template for a deployer who is known. The linter complains of both.</summary>
    public static Task<(string Output, string Complaints, int ExitCode)> BuildParametersAsync(string file) =>
        BuiltParameters.GetOrAdd(file, _ => new(() => RunAsync(true, "build-params", file, "--stdout"))).Value;

    /// <summary>Runs the compiler in the folder of the templates.</summary>
    public static Task<(string Output, string Complaints, int ExitCode)> RunAsync(bool isDeployerKnown, params string[] arguments) =>
        RunInAsync(Folder, isDeployerKnown, arguments);

    /// <summary>Runs the compiler in a folder: what it printed, what it complained of, and its exit code.</summary>
    public static async Task<(string Output, string Complaints, int ExitCode)> RunInAsync(
        string folder, bool isDeployerKnown, params string[] arguments)
    {
        var path = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Bicep").Value!;
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
        {
            if (isDeployerKnown)
            {
                start.Environment[name] = value;
            }
            else
            {
                start.Environment.Remove(name);
            }
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complaints = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (await output, await complaints, process.ExitCode);
    }
}
