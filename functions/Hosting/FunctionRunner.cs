namespace IndhCoops.Functions.Hosting;

/// <summary>Runs a function, however it was triggered, and logs what it did.</summary>
internal sealed partial class FunctionRunner(IServiceScopeFactory scopes, TimeProvider time, ILogger<FunctionRunner> logger)
{
    /// <summary>Runs a function once. What it throws goes through, unlogged.</summary>
    public async Task<FunctionOutcome> RunAsync(
        FunctionDefinition function, FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredKeyedService<IFunction>(function.Name).RunAsync(request, progress, cancellationToken);
        Finished(function.Name, time.GetElapsedTime(started));
        return outcome;
    }

    [LoggerMessage(1, LogLevel.Information, "{Function} finished in {Elapsed}")]
    private partial void Finished(string function, TimeSpan elapsed);
}
