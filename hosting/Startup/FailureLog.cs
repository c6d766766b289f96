using Microsoft.Extensions.Logging;

namespace IndhCoops.Hosting.Startup;

/// <summary>
/// Logs, once, why a run or a program failed: the sentence for people, and the exception with its causes and traces for a collector of
/// the log. The console shows the sentence alone (<see cref="Telemetry.LineFormatter"/>).
/// </summary>
public static partial class FailureLog
{
    /// <summary>The category of these entries.</summary>
    public const string Category = "IndhCoops.Failures";

    /// <summary>A run failed; the program goes on.</summary>
    [LoggerMessage(1, LogLevel.Error, "{Sentence}")]
    public static partial void Failed(ILogger logger, string sentence, Exception exception);

    /// <summary>The program ends.</summary>
    [LoggerMessage(2, LogLevel.Critical, "{Sentence}")]
    public static partial void Ended(ILogger logger, string sentence, Exception? exception);

    /// <summary>A run was cancelled; where it stood.</summary>
    [LoggerMessage(3, LogLevel.Debug, "{Function} was cancelled")]
    public static partial void Cancelled(ILogger logger, string function, Exception exception);
}
