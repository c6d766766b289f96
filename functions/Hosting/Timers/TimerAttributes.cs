using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace IndhCoops.Functions.Hosting.Timers;

/// <summary>Reads when a function is due from the attributes that the Functions host is told of as well.</summary>
internal static class TimerAttributes
{
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    /// <summary>The function that a class is.</summary>
    /// <exception cref="StartException">An attribute is missing or not understood.</exception>
    public static TimedFunction Read(Type type)
    {
        var method = MethodOf(type);
        var place = $"{type.Name}.{method.Name}";
        var trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>()).FirstOrDefault(
            attribute => attribute is not null)
            ?? throw new StartException($"{place} has no parameter with [TimerTrigger]; only timers are understood here.");
        return new TimedFunction(
            method.GetCustomAttribute<FunctionAttribute>()!.Name,
            ReadSchedule(trigger.Schedule, place),
            trigger.UseMonitor,
            trigger.RunOnStartup,
            ReadRetry(method.GetCustomAttribute<RetryAttribute>(), place));
    }

    /// <summary>The method of a function's class that the Functions host invokes.</summary>
    /// <exception cref="StartException">There is none, or more than one.</exception>
    public static MethodInfo MethodOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .ToList() is [var method]
            ? method
            : throw new StartException(
                $"{type.Name} must have one public static method with [Function(\"{type.Name}\")], as MonthlyReport has it: "
                    + "there a timer starts it.");

    private static CrontabSchedule ReadSchedule(string schedule, string place) => CrontabSchedule.TryParse(schedule, SixFields)
        ?? throw new StartException(
            $"{place} has the schedule '{schedule}'; it must have six fields, seconds first, such as '0 0 2 1 * *'.");

    // The attributes have refused intervals that cannot be read, or whose order is wrong.
    private static RetryPolicy ReadRetry(RetryAttribute? retry, string place) => retry switch
    {
        null => RetryPolicy.None,
        FixedDelayRetryAttribute { DelayInterval: var delay } => new(retry.MaxRetryCount, Parse(delay), Parse(delay)),
        ExponentialBackoffRetryAttribute { MinimumInterval: var least, MaximumInterval: var most } => new(
            retry.MaxRetryCount, Parse(least), Parse(most)),
        _ => throw new StartException(
            $"{place} has a {retry.GetType().Name}, which is not understood; use [ExponentialBackoffRetry] or [FixedDelayRetry]."),
    };

    private static TimeSpan Parse(string interval) => TimeSpan.Parse(interval, CultureInfo.InvariantCulture);
}
