using IndhCoops.Domain;

namespace IndhCoops.Functions.Hosting;

/// <summary>Says how far a run is where nothing can be overwritten, in a log or a file: a line for each step.</summary>
internal sealed class ProgressLines(Action<string> write) : IProgress<WorkProgress>
{
    private readonly Lock _lock = new();
    private string? _step;

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            if (value.Step == _step)
            {
                return;
            }

            _step = value.Step;
            write(value.Step);
        }
    }
}
