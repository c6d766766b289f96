using Microsoft.Azure.Functions.Worker;

namespace IndhCoops.Functions.Hosting.Invocations;

/// <summary>
/// Runs the function that the Functions host invokes, and tells the host while it happens what is done, and how it ended.
/// </summary>
internal sealed partial class InvocationRunner(
    FunctionCatalog catalog,
    FunctionRunner runner,
    OngoingRuns ongoing,
    Failures failures,
    StartException? wrongStart,
    ILogger<InvocationRunner> logger)
{
    // The worker finds the invocation of a log line by this property of the scope; the host drops lines without one.
    private const string InvocationId = "AzureFunctions_InvocationId";

    /// <summary>
    /// Runs the function of an invocation. The method that the host invokes is static, so that the function itself is made within the run:
    /// if its settings are wrong, the host is told so in a sentence.
    /// </summary>
    public static Task RunAsync(TimerInfo timer, FunctionContext context) =>
        context.InstanceServices.GetRequiredService<InvocationRunner>().InvokeAsync(timer, context);

    // Runs it until it is done, the host cancels it or the worker ends.
    private async Task InvokeAsync(TimerInfo timer, FunctionContext context)
    {
        using var scope = logger.BeginScope(new KeyValuePair<string, object>[] { new(InvocationId, context.InvocationId) });
        var name = context.FunctionDefinition.Name;
        Invoked(
            name,
            timer.IsPastDue,
            timer.ScheduleStatus?.Last,
            context.RetryContext?.RetryCount ?? 0,
            context.RetryContext?.MaxRetryCount ?? 0);
        try
        {
            var function = wrongStart is null
                ? catalog.Find(name) ?? throw new StartException($"There is no function '{name}'.")
                : throw wrongStart;
            await ongoing.RunAsync(
                stop => runner.RunAsync(function, FunctionRequest.WhatIsDue, new RunLogger(logger, name), stop),
                context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw RunFailedException.Cancelled($"{name} was cancelled; what it had finished stays, and running it again does the rest.");
        }
        catch (Exception exception)
        {
            var failure = exception is FunctionFailedException failed
                ? failed.Failure
                : failures.Log(name, exception, Failures.NewCorrelationId());
            throw RunFailedException.Failed(failure.Sentence);
        }
        finally
        {
            RunMemory.GiveBack();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Function} is invoked: past due {IsPastDue}, last {Last:u}, retry {Retry} of {MaxRetries}")]
    private partial void Invoked(string function, bool isPastDue, DateTime? last, int retry, int maxRetries);
}
