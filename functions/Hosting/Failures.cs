using System.Diagnostics;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Functions.Hosting;

/// <summary>Logs, once, what a run has thrown, and says what is told of it.</summary>
/// <param name="database">The database; a sentence names it once its settings have been read.</param>
/// <param name="loggers">The log.</param>
internal sealed class Failures(Lazy<DatabaseOptions> database, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger(FailureLog.Category);

    /// <param name="function">The function's name.</param>
    /// <param name="correlationId">By which the log has the rest.</param>
    public Failure Log(string function, Exception exception, string correlationId)
    {
        var failure = Failure.Of(function, exception, database.IsValueCreated ? database.Value : null, correlationId);
        FailureLog.Failed(_logger, failure.Sentence, exception);
        return failure;
    }

    /// <summary>Logs where a run was cancelled.</summary>
    public void LogCancelled(string function, Exception exception) => FailureLog.Cancelled(_logger, function, exception);

    /// <summary>The id by which the log of a run is found: its trace's, where traces are collected.</summary>
    public static string NewCorrelationId() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
}
