using IndhCoops.Domain;

namespace IndhCoops.Functions.Hosting;

/// <summary>Writes into the log what a run does, with the function's name.</summary>
internal sealed partial class RunLogger : IRunLog
{
    private readonly ILogger _logger;
    private readonly string _function;
    private readonly ProgressLines _steps;

    public RunLogger(ILogger logger, string function)
    {
        (_logger, _function) = (logger, function);
        _steps = new ProgressLines(step => Line(step));
    }

    public void Report(WorkProgress value) => _steps.Report(value);

    public void Line(string line, LogLevel level = LogLevel.Information) => Said(level, _function, line);

    [LoggerMessage(EventId = 1, Message = "{Function}: {Line}")]
    private partial void Said(LogLevel level, string function, string line);
}
