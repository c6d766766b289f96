using IndhCoops.Domain.DemoLedger;

namespace IndhCoops.GraphQL.Startup.Loading;

/// <summary>Tells requests and the console how far the loading is.</summary>
internal sealed class LoadingReport(Readiness readiness, TextWriter console, bool isTerminal, TimeProvider clock) : IProgress<DemoProgress>
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private long _writtenAt = clock.GetTimestamp();

    /// <summary>Begins a step of which nobody knows how long it takes.</summary>
    public void Begin(string step) => readiness.Report(new LoadingProgress(step));

    /// <inheritdoc/>
    public void Report(DemoProgress value)
    {
        var progress = new LoadingProgress(value.Step, value.Rows, value.Share);
        readiness.Report(progress);
        var isDone = value.Share >= 1;
        if (isTerminal)
        {
            console.Write($"\r{Line(progress)}   {(isDone ? "\n" : "")}");
        }
        else if (isDone || clock.GetElapsedTime(_writtenAt) >= BetweenLines)
        {
            // A file or a log gets what is done, and signs of life.
            _writtenAt = clock.GetTimestamp();
            console.WriteLine(Line(progress));
        }
    }

    private static string Line(LoadingProgress progress) => $"Demo ledger (synthetic): {progress.Figures}";
}
