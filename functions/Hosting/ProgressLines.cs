using IndhCoops.Domain;

namespace IndhCoops.Functions.Hosting;

/// <summary>Reports the progress of a run where nothing can be overwritten (a log, a file): a line for each step.</summary>
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
