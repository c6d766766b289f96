using IndhCoops.Domain;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>A bar on a terminal that shows how far the current step is.</summary>
internal sealed class ProgressBar(TextWriter terminal) : IProgress<WorkProgress>, IDisposable
{
    private const int Width = 30;
    private const string ToEndOfLine = "\e[K";

    private readonly Lock _lock = new();
    private bool _isOpen;

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            terminal.Write(value.Total > 0
                ? $"\r{Bar(value)} {value.Done:N0} of {value.Total:N0}  {value.Step}{ToEndOfLine}"
                : $"\r{value.Step}{ToEndOfLine}");
            _isOpen = true;
        }
    }

    /// <summary>Makes room for a line; the next report shows the bar again.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                terminal.Write($"\r{ToEndOfLine}");
                _isOpen = false;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                terminal.WriteLine();
                _isOpen = false;
            }
        }
    }

    private static string Bar(WorkProgress value)
    {
        var filled = (int)(Width * value.Share ?? 0);
        return $"[{new string('#', filled)}{new string('.', Width - filled)}]";
    }
}
