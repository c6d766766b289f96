using IndhCoops.Functions.Hosting.Invocations;
using Microsoft.Azure.Functions.Worker;

namespace IndhCoops.Functions;

/// <summary>
/// The three functions. The Functions host invokes them through the worker; the console's own timers read schedule (UTC) and retry from the
/// same attributes. So the class is in this project and not in the worker's, which refers to this one.
/// </summary>
public sealed class TimerFunctions(InvocationRunner runner)
{
    /// <summary>Strikes what is due and lands the reports of the months that have ended.</summary>
    [Function(nameof(MonthlyReport)), ExponentialBackoffRetry(5, "00:00:10", "00:15:00")]
    public Task MonthlyReport([TimerTrigger("0 0 2 1 * *")] TimerInfo timer, FunctionContext context) => runner.RunAsync(timer, context);

    /// <summary>Restates what late movements touched and strikes the current month.</summary>
    [Function(nameof(RefreshBalances)), ExponentialBackoffRetry(5, "00:00:10", "00:15:00")]
    public Task RefreshBalances([TimerTrigger("0 30 1 * * *")] TimerInfo timer, FunctionContext context) => runner.RunAsync(timer, context);

    /// <summary>Imports the files that offices have dropped into the container <c>imports</c>.</summary>
    [Function(nameof(ImportFiles)), ExponentialBackoffRetry(5, "00:00:10", "00:15:00")]
    public Task ImportFiles([TimerTrigger("0 */5 * * * *")] TimerInfo timer, FunctionContext context) => runner.RunAsync(timer, context);
}
