using System.Diagnostics;
using System.Reflection;
using System.Text;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>Runs the scripts in <c>npm/</c>, which use the server as clients do that are written in JavaScript.</summary>
internal static class NodeScript
{
    // On standard error a script says which step it has reached. Every other line there is a complaint.
    private const string Step = "# ";

    /// <summary>The folder of this project's sources.</summary>
    public static string ProjectFolder { get; } = typeof(NodeScript).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectFolder").Value!;

    /// <summary>Runs a script and gives what it printed; throws with what it complained of and the steps that it had reached.</summary>
    public static async Task<string> RunAsync(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Path.Combine(ProjectFolder, "npm"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        var complains = false;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                lock (said)
                {
                    said.AppendLine(text);
                    complains |= !text.StartsWith(Step, StringComparison.Ordinal);
                }
            }
        };
        process.BeginErrorReadLine();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
                () => $"{script} has not ended:\n{Said()}", TestContext.Current.CancellationToken);
            return process.ExitCode == 0 && !complains
                ? await output
                : throw new InvalidOperationException($"{script} ended with {process.ExitCode}:\n{Said()}\n{await output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        string Said()
        {
            lock (said)
            {
                return $"{said}";
            }
        }
    }
}
