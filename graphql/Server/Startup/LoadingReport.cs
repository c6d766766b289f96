using IndhCoops.Domain;
using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.Startup;

/// <summary>Reports the progress of the loading to requests, and to the terminal or else the log.</summary>
internal sealed partial class LoadingReport(
    Readiness readiness, TextWriter? terminal, TimeProvider clock, ILogger logger) : IProgress<WorkProgress>
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private long _writtenAt = clock.GetTimestamp();

    /// <summary>Begins a step whose length is not known.</summary>
    public void Begin(string step) => readiness.Report(new WorkProgress(step));

    public void Report(WorkProgress value)
    {
        readiness.Report(value);
        var isDone = value.Share >= 1;
        if (terminal is not null)
        {
            terminal.Write($"\rDemo ledger (synthetic): {LoadingTexts.Figures(value)}   {(isDone ? "\n" : "")}");
        }
        else if (isDone || clock.GetElapsedTime(_writtenAt) >= BetweenLines)
        {
            // A file or a log gets a line at the end, and one every few seconds.
            _writtenAt = clock.GetTimestamp();
            Loads(logger, LoadingTexts.Figures(value));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Demo ledger (synthetic): {Figures}")]
    private static partial void Loads(ILogger logger, string figures);
}
