using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Domain.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class Lines<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> All => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception));

    /// <summary>Waits for a line that contains a text.</summary>
    public async Task<string> WaitForAsync(string text, CancellationToken cancellationToken)
    {
        string? line;
        while ((line = _lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal))) is null)
        {
            await Task.Delay(20, cancellationToken);
        }

        return line;
    }
}
