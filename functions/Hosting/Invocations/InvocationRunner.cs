using Microsoft.Azure.Functions.Worker;

namespace IndhCoops.Functions.Hosting.Invocations;

/// <summary>Runs the function that the Functions host invokes, and tells the host how it ended.</summary>
public sealed partial class InvocationRunner
{
    private readonly FunctionCatalog _catalog;
    private readonly FunctionRunner _runner;
    private readonly OngoingRuns _ongoing;
    private readonly ILogger _logger;

    internal InvocationRunner(FunctionCatalog catalog, FunctionRunner runner, OngoingRuns ongoing, ILogger<InvocationRunner> logger) =>
        (_catalog, _runner, _ongoing, _logger) = (catalog, runner, ongoing, logger);

    /// <summary>Runs it until it is done, the host cancels it or the worker ends.</summary>
    public async Task RunAsync(TimerInfo timer, FunctionContext context)
    {
        var (name, id) = (context.FunctionDefinition.Name, context.InvocationId);
        Invoked(name, id, timer.IsPastDue, timer.ScheduleStatus?.Last, context.RetryContext?.RetryCount ?? 0, context.RetryContext?.MaxRetryCount ?? 0);
        try
        {
            var function = _catalog.Find(name) ?? throw new StartException($"There is no function '{name}'.");
            var progress = new ProgressLines(step => Said(name, step));
            var outcome = await _ongoing.RunAsync(stop => _runner.RunAsync(function, FunctionRequest.WhatIsDue, progress, stop), context.CancellationToken);
            foreach (var line in outcome.Lines)
            {
                Said(name, line);
            }
        }
        catch (OperationCanceledException exception)
        {
            Cancelled(name, id, exception.Message);
            throw RunFailedException.Cancelled($"{name} was cancelled. What it had finished stays, and its next run does the rest.");
        }
        catch (Exception exception)
        {
            Failed(name, id, exception);
            throw RunFailedException.Failed(Failure.SentenceOf(name, exception));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Function} is invoked by {InvocationId}: past due {IsPastDue}, last {Last:u}, retry {Retry} of {MaxRetries}")]
    private partial void Invoked(string function, string invocationId, bool isPastDue, DateTime? last, int retry, int maxRetries);

    [LoggerMessage(2, LogLevel.Information, "{Function}: {Line}")]
    private partial void Said(string function, string line);

    [LoggerMessage(3, LogLevel.Warning, "{Function}, invocation {InvocationId}, was cancelled: {Reason}")]
    private partial void Cancelled(string function, string invocationId, string reason);

    [LoggerMessage(4, LogLevel.Error, "{Function}, invocation {InvocationId}, failed")]
    private partial void Failed(string function, string invocationId, Exception exception);
}
