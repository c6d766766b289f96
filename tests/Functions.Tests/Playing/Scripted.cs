using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.Timers;
using NCrontab;

namespace IndhCoops.Functions.Tests.Playing;

/// <summary>What a test wants a function to do.</summary>
internal delegate Task<FunctionOutcome> Script(FunctionRequest request, IRunLog log, CancellationToken cancellationToken);

/// <summary>A function that does what a test wants.</summary>
internal sealed class Scripted(Script script) : IFunction
{
    public const string Name = "Scripted";

    /// <summary>It is due at each full hour, and not at the start.</summary>
    public static TimedFunction Hourly { get; } = DueAt("0 0 * * * *");

    /// <summary>It is due on the first of each month, and tried three more times.</summary>
    public static TimedFunction MonthlyWithRetry { get; } = DueAt(
        "0 0 2 1 * *") with
    { Retry = new RetryPolicy(3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25)) };

    public static TimedFunction DueAt(string schedule) => new(
        Name,
        CrontabSchedule.Parse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true }),
        UseMonitor: false,
        RunOnStartup: false,
        RetryPolicy.None);

    public Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken) =>
        script(request, log, cancellationToken);
}
