using NCrontab;

namespace IndhCoops.Functions.Hosting.Timers;

/// <summary>A function, when it is due, and what becomes of a run that fails.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Schedule">When it is due, in UTC.</param>
/// <param name="UseMonitor">Whether what was missed while the program did not run is caught up.</param>
/// <param name="RunOnStartup">Whether it runs at every start.</param>
/// <param name="Retry">What becomes of a run that fails.</param>
internal sealed record TimedFunction(string Name, CrontabSchedule Schedule, bool UseMonitor, bool RunOnStartup, RetryPolicy Retry)
{
    /// <summary>The first moment after <paramref name="moment"/> at which the function is due.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset moment) =>
        new(DateTime.SpecifyKind(Schedule.GetNextOccurrence(moment.UtcDateTime), DateTimeKind.Utc));
}
