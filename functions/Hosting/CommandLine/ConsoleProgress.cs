namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Shows on standard error how far a run is: a bar on a terminal, a line for each step where that is redirected.</summary>
internal sealed class ConsoleProgress : IProgress<FunctionProgress>, IDisposable
{
    private readonly IProgress<FunctionProgress> _progress = Console.IsErrorRedirected
        ? new ProgressLines(Console.Error.WriteLine)
        : new ProgressBar(Console.Error);

    public void Report(FunctionProgress value) => _progress.Report(value);

    /// <summary>Leaves the line of the bar.</summary>
    public void Dispose() => (_progress as IDisposable)?.Dispose();
}
