using IndhCoops.Hosting.Startup;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace IndhCoops.Hosting.Telemetry;

/// <summary>
/// What of the log is written to the console, and how, in the configuration's section <c>Logging:Console:FormatterOptions</c>.
/// </summary>
public sealed class LineFormatterOptions : ConsoleFormatterOptions
{
    /// <summary>
    /// Whether failures (<see cref="FailureLog"/>) are written; not where the program writes their sentence to the error stream itself.
    /// </summary>
    public bool SaysFailures { get; set; }
}

/// <summary>
/// Writes an entry of the log as one line: time (UTC), level, message, correlation id. An outage, whose reason is in the line, has no stack
/// trace unless the log is set to debug; an error that nobody knows has one, indented below its line.
/// </summary>
internal sealed class LineFormatter(
    IOptionsMonitor<LineFormatterOptions> options,
    IOptionsMonitor<LoggerFilterOptions> filters,
    TimeProvider clock) : ConsoleFormatter(Name)
{
    /// <summary>The setting's value that chooses this format.</summary>
    public new const string Name = "line";

    private const string Own = "IndhCoops.";
    private static readonly string[] LineBreaks = ["\r\n", "\n", "\r"];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var isSaid = logEntry.Category == FailureLog.Category && !options.CurrentValue.SaysFailures;
        if (!isSaid)
        {
            var category = logEntry.Category.StartsWith(Own, StringComparison.Ordinal) ? "" : $"{logEntry.Category}: ";
            textWriter.Write($"{Time()}{LevelOf(logEntry.LogLevel)}{category}");
            textWriter.Write(OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception)));
            if (logEntry is { Exception: { } exception } && logEntry.Category != FailureLog.Category)
            {
                textWriter.Write($" ({ReasonOf(exception)})");
            }

            if (logEntry.LogLevel != LogLevel.Information && CorrelationIn(scopeProvider) is { } id)
            {
                textWriter.Write($" [{CorrelationScope.Name} {id}]");
            }

            textWriter.WriteLine();
        }

        if (logEntry.Exception is { } cause && (IsDebugging() || StartFailure.Known(cause) is null))
        {
            foreach (var line in cause.ToString().Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries))
            {
                textWriter.WriteLine($"    {line}");
            }
        }
    }

    private static string LevelOf(LogLevel level) => level == LogLevel.Information ? "" : $"{level}: ";

    private static string OneLine(string message) =>
        message.AsSpan().ContainsAny('\r', '\n')
            ? string.Join(' ', message.Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            : message;

    // The first line of each message, outermost first: Failed to connect to 127.0.0.1:9: Connection refused.
    private static string ReasonOf(Exception exception)
    {
        var reasons = new List<string>();
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            var reason = cause.Message.Split(LineBreaks, 2, StringSplitOptions.None)[0].TrimEnd('.');
            if (!reasons.Exists(said => said.Contains(reason, StringComparison.Ordinal)))
            {
                reasons.Add(reason);
            }
        }

        return string.Join(": ", reasons);
    }

    private string? CorrelationIn(IExternalScopeProvider? scopes)
    {
        if (scopes is null || !options.CurrentValue.IncludeScopes)
        {
            return null;
        }

        var found = new List<string>();
        scopes.ForEachScope(
            static (scope, ids) =>
            {
                if (scope is CorrelationScope correlation)
                {
                    ids.Add(correlation.Id);
                }
            },
            found);
        return found.LastOrDefault();
    }

    private string Time() => options.CurrentValue is { TimestampFormat: { } format, UseUtcTimestamp: var isUtc }
        ? (isUtc ? clock.GetUtcNow() : clock.GetLocalNow()).ToString(format, null)
        : $"{clock.GetUtcNow():u} ";

    private bool IsDebugging() => filters.CurrentValue is var log
        && (log.MinLevel <= LogLevel.Debug
            || log.Rules.Any(rule => rule is { LogLevel: <= LogLevel.Debug, ProviderName: null or "Console", CategoryName: null or "" }));
}
