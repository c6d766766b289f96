namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>
/// Shows a run on the console. How far it is goes to standard error: a bar on a terminal, a line for each step where that is redirected. What it has done
/// goes to standard output, with the time (UTC) in front.
/// </summary>
internal sealed class ConsoleRunLog(TimeProvider time) : IRunLog, IDisposable
{
    private readonly ProgressBar? _bar = Console.IsErrorRedirected ? null : new ProgressBar(Console.Error);
    private readonly ProgressLines _steps = new(Console.Error.WriteLine);

    public void Progress(FunctionProgress progress)
    {
        if (_bar is null)
        {
            _steps.Report(progress);
        }
        else
        {
            _bar.Report(progress);
        }
    }

    public void Line(string line, LogLevel level = LogLevel.Information)
    {
        _bar?.Clear();
        Console.WriteLine($"{time.GetUtcNow():u} {(level < LogLevel.Warning ? "" : "Warning: ")}{line}");
    }

    /// <summary>Leaves the line of the bar.</summary>
    public void Dispose() => _bar?.Dispose();
}
