using IndhCoops.Domain;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Shows on standard error how far work is: a bar on a terminal, a line for each step where that is redirected.</summary>
internal sealed class ConsoleProgress : IProgress<WorkProgress>, IDisposable
{
    private readonly ProgressBar? _bar = Console.IsErrorRedirected ? null : new ProgressBar(Console.Error);
    private readonly ProgressLines _steps = new(Console.Error.WriteLine);

    public void Report(WorkProgress value)
    {
        if (_bar is null)
        {
            _steps.Report(value);
        }
        else
        {
            _bar.Report(value);
        }
    }

    /// <summary>Makes room for a line; the next report shows the bar again.</summary>
    public void Clear() => _bar?.Clear();

    /// <summary>Leaves the line of the bar.</summary>
    public void Dispose() => _bar?.Dispose();
}
