namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Runs one function by hand, on the console.</summary>
internal sealed partial class RunCommand(
    FunctionCatalog catalog, FunctionRunner runner, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RunCommand> logger)
{
    /// <summary>Runs it; the exit code. A signal cancels it.</summary>
    public async Task<int> RunAsync(RunArguments arguments, CancellationToken cancellationToken)
    {
        var names = catalog.Functions.Select(known => known.Name).ToList();
        var function = catalog.Find(arguments.Function) ?? throw Arguments.Wrong(
            $"There is no function '{arguments.Function}'{Suggestion.For(arguments.Function, names)} There are: "
                + $"{string.Join(", ", names)}.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var log = new ConsoleRunLog(time);
        try
        {
            await runner.RunAsync(function, arguments.Request, log, stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Cancelled(function.Name);
            return 1;
        }
        catch (FunctionFailedException exception)
        {
            log.Dispose();
            await Console.Error.WriteLineAsync(exception.Failure.Sentence);
            return exception.Failure.ExitCode;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Function} was cancelled; what it had finished stays, and running it again does the rest")]
    private partial void Cancelled(string function);
}
