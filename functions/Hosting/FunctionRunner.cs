using System.Diagnostics;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Telemetry;
using IndhCoops.Functions.Hosting.Timers;
using IndhCoops.Functions.Telemetry;

namespace IndhCoops.Functions.Hosting;

/// <summary>Runs a function, however it was triggered, and logs what it did.</summary>
internal sealed partial class FunctionRunner(IServiceScopeFactory scopes, TimeProvider time, FunctionMetrics metrics, ILogger<FunctionRunner> logger)
{
    /// <summary>Runs a function once. What it throws goes through, unlogged.</summary>
    public async Task<FunctionOutcome> RunAsync(
        TimedFunction function, FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        Exception? failure = null;
        try
        {
            var outcome = await Tracing.RunAsync(() => SpanOf(function, request), _ => RunInScopeAsync(function, request, progress, cancellationToken));
            Finished(function.Name, time.GetElapsedTime(started));
            if (MoroccanCalendar.IsCurrent)
            {
                return outcome;
            }

            Warn(MoroccanCalendar.Outdated);
            return new FunctionOutcome([.. outcome.Lines, $"Warning: {MoroccanCalendar.Outdated}."]);
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
        TimedFunction function, FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredKeyedService<IFunction>(function.Name).RunAsync(request, progress, cancellationToken);
    }

    private static Activity? SpanOf(TimedFunction function, FunctionRequest request)
    {
        var span = Tracing.Source.StartActivity(function.Name);
        span?.SetTag("faas.name", function.Name);
        span?.SetTag("faas.trigger", request == FunctionRequest.WhatIsDue ? "timer" : "other");
        return span;
    }

    [LoggerMessage(LogLevel.Warning, "{Warning}.")]
    private partial void Warn(string warning);

    [LoggerMessage(1, LogLevel.Information, "{Function} finished in {Elapsed}")]
    private partial void Finished(string function, TimeSpan elapsed);
}
