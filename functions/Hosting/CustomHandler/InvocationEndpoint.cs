namespace IndhCoops.Functions.Hosting.CustomHandler;

/// <summary>Answers an invocation. The work stops when the host hangs up or this program is told to end.</summary>
internal sealed partial class InvocationEndpoint(
    FunctionCatalog catalog, FunctionRunner runner, IHostApplicationLifetime lifetime, ILogger<InvocationEndpoint> logger)
{
    private const string InvocationIdHeader = "X-Azure-Functions-InvocationId";

    /// <summary>Runs the function of a name and answers with what it did.</summary>
    public async Task<IResult> InvokeAsync(string name, HttpContext context)
    {
        if (catalog.Find(name) is not { } function)
        {
            return InvocationAnswer.NotFound(name);
        }

        var id = context.Request.Headers[InvocationIdHeader].ToString() is { Length: > 0 } given ? given : $"{Guid.NewGuid()}";
        using var scope = logger.BeginScope("Invocation {InvocationId}", id);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var invocation = await Invocation.ReadAsync(context.Request.Body, stop.Token);
            Invoked(function.Name, id, invocation);
            var progress = new ProgressLines(step => Progressed(function.Name, id, step));
            var outcome = await runner.RunAsync(function, FunctionRequest.WhatIsDue, progress, stop.Token);
            return InvocationAnswer.Done(outcome);
        }
        catch (Exception exception) when (stop.IsCancellationRequested)
        {
            Abandoned(function.Name, id, exception.Message);
            return InvocationAnswer.Failed($"{function.Name} was cancelled; it is finished by its next run.", id);
        }
        catch (Exception exception)
        {
            Failed(function.Name, id, exception);
            return InvocationAnswer.Failed($"{function.Name} failed: {Failure.CauseOf(exception)}. The log has more under this invocation's id.", id);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Function} is invoked by {InvocationId}: {Invocation}")]
    private partial void Invoked(string function, string invocationId, Invocation invocation);

    [LoggerMessage(2, LogLevel.Information, "{Function}, invocation {InvocationId}: {Step}")]
    private partial void Progressed(string function, string invocationId, string step);

    [LoggerMessage(3, LogLevel.Warning, "{Function}, invocation {InvocationId}, was cancelled: {Reason}")]
    private partial void Abandoned(string function, string invocationId, string reason);

    [LoggerMessage(4, LogLevel.Error, "{Function}, invocation {InvocationId}, failed")]
    private partial void Failed(string function, string invocationId, Exception exception);
}
