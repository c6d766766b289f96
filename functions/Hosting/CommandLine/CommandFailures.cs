namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Says on the error stream why a command failed, and logs it.</summary>
internal sealed class CommandFailures(ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger(FailureLog.Category);

    /// <summary>Tells of a failure; the exit code.</summary>
    public int Tell(StartFailure failure, Exception exception)
    {
        Console.Error.WriteLine(failure.Sentence);
        FailureLog.Failed(_logger, failure.Sentence, exception);
        return failure.ExitCode;
    }
}
