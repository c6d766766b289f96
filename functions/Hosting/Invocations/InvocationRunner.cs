using Microsoft.Azure.Functions.Worker;

namespace IndhCoops.Functions.Hosting.Invocations;

/// <summary>
/// Runs the function that the Functions host invokes, and tells the host while it happens what is done, and how it ended.
/// </summary>
public sealed partial class InvocationRunner
{
    // By this property of a scope the worker knows which invocation a line of the log belongs to; the host drops lines of none.
    private const string InvocationId = "AzureFunctions_InvocationId";

    private readonly FunctionCatalog _catalog;
    private readonly FunctionRunner _runner;
    private readonly OngoingRuns _ongoing;
    private readonly Failures _failures;
    private readonly StartException? _wrongStart;
    private readonly ILogger _logger;

    internal InvocationRunner(
        FunctionCatalog catalog, FunctionRunner runner, OngoingRuns ongoing, Failures failures, StartException? wrongStart, ILogger<InvocationRunner> logger) =>
        (_catalog, _runner, _ongoing, _failures, _wrongStart, _logger) = (catalog, runner, ongoing, failures, wrongStart, logger);

    /// <summary>Runs it until it is done, the host cancels it or the worker ends.</summary>
    public async Task RunAsync(TimerInfo timer, FunctionContext context)
    {
        using var scope = _logger.BeginScope(new KeyValuePair<string, object>[] { new(InvocationId, context.InvocationId) });
        var name = context.FunctionDefinition.Name;
        Invoked(
            name,
            timer.IsPastDue,
            timer.ScheduleStatus?.Last,
            context.RetryContext?.RetryCount ?? 0,
            context.RetryContext?.MaxRetryCount ?? 0);
        try
        {
            var function = _wrongStart is null
                ? _catalog.Find(name) ?? throw new StartException($"There is no function '{name}'.")
                : throw _wrongStart;
            await _ongoing.RunAsync(
                stop => _runner.RunAsync(function, FunctionRequest.WhatIsDue, new RunLogger(_logger, name), stop),
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
                : _failures.Log(name, exception, Failures.NewCorrelationId());
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
