using System.Diagnostics;

namespace IndhCoops.Infra.Tests;

/// <summary>A command of the SDK, which leaves nothing behind that runs on.</summary>
internal static class Dotnet
{
    /// <summary>
    /// Runs a command of MSBuild's, with variables besides those of the tests (null takes one away): its exit code and what it printed.
    /// </summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(Dictionary<string, string?> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-nodeReuse:false"]) { RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
