using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Hosting.Startup;

/// <summary>Keeps out of the log what a start that fails says of itself with a stack trace: the program says it in one sentence.</summary>
public sealed class StartLog
{
    private volatile bool _isOver;

    /// <summary>Filters the log.</summary>
    public void Filter(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => _isOver && level >= LogLevel.Information);
        logging.AddFilter(
            "Microsoft.AspNetCore.Server.Kestrel", level => level >= LogLevel.Warning && (_isOver || level < LogLevel.Critical));
    }

    /// <summary>Ends with the start.</summary>
    public void EndWith(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => _isOver = true);
}
