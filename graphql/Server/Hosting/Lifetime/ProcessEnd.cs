using IndhCoops.Hosting.Startup;

namespace IndhCoops.GraphQL.Hosting.Lifetime;

/// <summary>Ends the process when it cannot go on, with a sentence and an exit code.</summary>
internal sealed class ProcessEnd(IHostApplicationLifetime lifetime, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger(FailureLog.Category);
    private int _exitCode;

    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>Whether the server stops, by a signal or by a failure.</summary>
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Says why, on the error stream and in the log that is sent, and stops the server.</summary>
    public void Fail(StartFailure failure, Exception? cause = null)
    {
        if (Interlocked.CompareExchange(ref _exitCode, failure.ExitCode, 0) == 0)
        {
            Console.Error.WriteLine(failure.Sentence);
            FailureLog.Ended(_logger, failure.Sentence, cause);
            lifetime.StopApplication();
        }
    }
}
