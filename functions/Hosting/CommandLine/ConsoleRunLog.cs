using IndhCoops.Domain;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>
/// Shows a run on the console: how far it is on standard error, and what it has done on standard output, with the time (UTC) in front.
/// </summary>
internal sealed class ConsoleRunLog(TimeProvider time) : IRunLog, IDisposable
{
    private readonly ConsoleProgress _progress = new();

    public void Report(WorkProgress value) => _progress.Report(value);

    public void Line(string line, LogLevel level = LogLevel.Information)
    {
        _progress.Clear();
        Console.WriteLine($"{time.GetUtcNow():u} {(level < LogLevel.Warning ? "" : "Warning: ")}{line}");
    }

    /// <summary>Leaves the line of the bar.</summary>
    public void Dispose() => _progress.Dispose();
}
