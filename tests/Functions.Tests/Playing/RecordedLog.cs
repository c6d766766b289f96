using IndhCoops.Databases;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Functions.Tests.Playing;

/// <summary>A log that a test can read, and wait for.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly List<string> _lines = [];
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was logged so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Waits for the first line that holds a text, and gives it.</summary>
    public async Task<string> WaitForAsync(string part)
    {
        while (true)
        {
            Task written;
            lock (_lines)
            {
                if (_lines.Find(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                written = _written.Task;
            }

            await written.WithPatienceAsync(
                () => $"no line of the log holds '{part}':\n{string.Join('\n', Lines)}", TestContext.Current.CancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    /// <summary>Adds a line.</summary>
    public void Write(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
            _written.SetResult();
            _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Logger(RecordedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
