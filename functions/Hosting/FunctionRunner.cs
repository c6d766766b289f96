using System.Diagnostics;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Telemetry;
using IndhCoops.Functions.Hosting.Timers;
using IndhCoops.Functions.Telemetry;

namespace IndhCoops.Functions.Hosting;

/// <summary>Runs a function, however it was triggered; the last line that it says is a summary.</summary>
internal sealed class FunctionRunner(IServiceScopeFactory scopes, TimeProvider time, FunctionMetrics metrics)
{
    /// <summary>Runs a function once. What it throws goes through, unlogged.</summary>
    public async Task<FunctionOutcome> RunAsync(
        TimedFunction function, FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        Exception? failure = null;
        try
        {
            var outcome = await Tracing.RunAsync(() => SpanOf(function, request), _ => RunInScopeAsync(function, request, log, cancellationToken));
            if (!MoroccanCalendar.IsCurrent)
            {
                log.Line($"{MoroccanCalendar.Outdated}.", LogLevel.Warning);
            }

            log.Line(FormattableString.Invariant($"finished in {time.GetElapsedTime(started).TotalSeconds:0.0} s: {outcome.Summary}"));
            return outcome;
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            metrics.Ran(function.Name, time.GetElapsedTime(started), failure);
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
