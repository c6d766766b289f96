using System.Diagnostics;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Telemetry;
using IndhCoops.Functions.Hosting.Timers;
using IndhCoops.Functions.Telemetry;

namespace IndhCoops.Functions.Hosting;

/// <summary>Runs a function, however it was triggered; the last line that it says is a summary.</summary>
internal sealed class FunctionRunner(
    IServiceScopeFactory scopes, TimeProvider time, FunctionMetrics metrics, Failures failures, ILogger<FunctionRunner> logger)
{
    /// <summary>Runs a function once.</summary>
    /// <exception cref="FunctionFailedException">It failed, and was logged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<FunctionOutcome> RunAsync(
        TimedFunction function, FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var span = SpanOf(function, request);
        var correlationId = Failures.NewCorrelationId();
        using var correlation = logger.BeginScope(new CorrelationScope(correlationId));
        try
        {
            var outcome = await RunInScopeAsync(function, request, log, cancellationToken);
            if (!MoroccanCalendar.IsCurrent)
            {
                log.Line($"{MoroccanCalendar.Outdated}.", LogLevel.Warning);
            }

            metrics.Ran(function.Name, time.GetElapsedTime(started), null);
            log.Line(FormattableString.Invariant($"finished in {time.GetElapsedTime(started).TotalSeconds:0.0} s: {outcome.Summary}"));
            return outcome;
        }
        catch (Exception exception)
        {
            span.Fail(StorageFailure.KindOf(exception));
            metrics.Ran(function.Name, time.GetElapsedTime(started), exception);
            if (!cancellationToken.IsCancellationRequested)
            {
                throw new FunctionFailedException(failures.Log(function.Name, exception, correlationId), exception);
            }

            // A failure after a cancellation is its consequence.
            failures.LogCancelled(function.Name, exception);
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private async Task<FunctionOutcome> RunInScopeAsync(
        TimedFunction function, FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredKeyedService<IFunction>(function.Name).RunAsync(request, log, cancellationToken);
    }

    private static Activity? SpanOf(TimedFunction function, FunctionRequest request)
    {
        var span = Tracing.Source.StartActivity(function.Name);
        span?.SetTag("faas.name", function.Name);
        span?.SetTag("faas.trigger", request == FunctionRequest.WhatIsDue ? "timer" : "other");
        return span;
    }
}
