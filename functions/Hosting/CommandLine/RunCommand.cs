using IndhCoops.Domain.Persistence;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Runs one function by hand, on the console.</summary>
internal sealed partial class RunCommand(
    FunctionCatalog catalog, FunctionRunner runner, DatabaseOptions database, IHostApplicationLifetime lifetime, ILogger<RunCommand> logger)
{
    /// <summary>Runs it; the exit code. A signal cancels it.</summary>
    public async Task<int> RunAsync(RunArguments arguments, CancellationToken cancellationToken)
    {
        var names = catalog.Functions.Select(known => known.Name).ToList();
        var function = catalog.Find(arguments.Function) ?? throw Usage.Wrong(
            $"There is no function '{arguments.Function}'{Suggestion.For(arguments.Function, names)} There are: {string.Join(", ", names)}.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var progress = new ConsoleProgress();
        try
        {
            var outcome = await runner.RunAsync(function, arguments.Request, progress, stop.Token);
            progress.Dispose();
            foreach (var line in outcome.Lines)
            {
                Console.WriteLine(line);
            }

            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Cancelled(function.Name);
            return 1;
        }
        catch (Exception exception) when (StartFailure.Known(exception, database) is { } failure)
        {
            await Console.Error.WriteLineAsync(failure.ExitCode == StartFailure.Cannot
                ? $"{failure.Sentence} {function.Name} failed; what it had finished stays, and running it again does the rest."
                : failure.Sentence);
            return failure.ExitCode;
        }
        catch (Exception exception)
        {
            Failed(function.Name, exception);
            return 1;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Function} failed; what it had finished stays, and running it again does the rest")]
    private partial void Failed(string function, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "{Function} was cancelled; what it had finished stays, and running it again does the rest")]
    private partial void Cancelled(string function);
}
