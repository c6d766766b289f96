namespace IndhCoops.GraphQL.Hosting.Http;

internal static partial class HttpLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A request ran longer than {Timeout} and was cancelled")]
    public static partial void TimedOut(ILogger logger, TimeSpan timeout);

    [LoggerMessage(3, LogLevel.Debug, "{Method} {Path} was left by its client")]
    public static partial void ClientLeft(ILogger logger, string method, string path);

    [LoggerMessage(4, LogLevel.Warning, "{Method} {Path} was answered 503, the database being {Outage}: {Reason}")]
    public static partial void PutOff(ILogger logger, string method, string path, DatabaseOutage outage, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Method} {Path} was broken off: its client reads more slowly than {Setting} allows")]
    public static partial void BrokenOff(ILogger logger, string method, string path, string setting);
}
