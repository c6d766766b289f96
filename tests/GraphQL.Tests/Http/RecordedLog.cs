using System.Collections.Concurrent;
using IndhCoops.Databases;
using Microsoft.Extensions.Logging;

namespace IndhCoops.GraphQL.Tests.Http;

/// <summary>A log that a test can read, each line with the scopes that it was written in.</summary>
internal sealed class RecordedLog : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = [];

    /// <summary>Waits for a line.</summary>
    public async Task WaitForAsync(Func<string, bool> isIt)
    {
        using var deadline = Patience.Begin(TestContext.Current.CancellationToken);
        while (!Lines.Any(isIt))
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel}: {formatter(state, exception)} {exception}";
            log._scopes.ForEachScope((scope, _) => line = $"[{scope}] {line}", 0);
            log.Lines.Enqueue(line);
        }
    }
}
