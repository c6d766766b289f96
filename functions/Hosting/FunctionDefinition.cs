using NCrontab;

namespace IndhCoops.Functions.Hosting;

/// <summary>What a <c>function.json</c> says.</summary>
/// <param name="Name">The function's name, which is its folder's.</param>
/// <param name="Schedule">When it is due, in UTC.</param>
/// <param name="UseMonitor">Whether what was missed while the program did not run is caught up.</param>
/// <param name="RunOnStartup">Whether it runs at every start.</param>
/// <param name="Retry">What becomes of a run that fails.</param>
internal sealed record FunctionDefinition(string Name, CrontabSchedule Schedule, bool UseMonitor, bool RunOnStartup, RetryPolicy Retry)
{
    /// <summary>The first moment after <paramref name="moment"/> at which the function is due.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset moment) =>
        new(DateTime.SpecifyKind(Schedule.GetNextOccurrence(moment.UtcDateTime), DateTimeKind.Utc));
}
