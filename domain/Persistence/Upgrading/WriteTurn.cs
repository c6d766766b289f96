using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IndhCoops.Domain.Persistence.Upgrading;

/// <summary>
/// A turn to change the whole database: one process has it at a time, the others wait and say for whom. It is a transaction and ends with
/// the process however that ends, so there is nothing that a killed process could leave behind.
/// </summary>
/// <param name="purpose">What is to be done, such as "upgrade the database".</param>
/// <param name="patience">How long to wait for others.</param>
/// <param name="logger">Where to say so.</param>
internal sealed partial class WriteTurn(IndhCoopsContext context, string purpose, TimeSpan patience, ILogger? logger)
{
    /// <summary>
    /// How long a start waits for another one: a large demonstration, or an upgrade of a large table, takes some minutes.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger ?? NullLogger.Instance;
    private readonly Stopwatch _waited = Stopwatch.StartNew();
    private TimeSpan _nextWord = TimeSpan.FromSeconds(1);

    /// <summary>Waits for the turn; the transaction is the turn.</summary>
    /// <exception cref="DatabasePreparationException">Patience is at an end.</exception>
    public async Task<IDbContextTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await context.Provider.Locks.TryBeginTurnAsync(context, cancellationToken) is { } transaction)
            {
                return transaction;
            }

            await WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits a moment before another try, and says so every few seconds.</summary>
    /// <param name="others">Who has the turn; null to find out.</param>
    /// <exception cref="DatabasePreparationException">Patience is at an end.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken, string? others = null)
    {
        if (_waited.Elapsed >= patience)
        {
            throw new DatabasePreparationException(
                $"It took too long to wait for a turn to {purpose}: {others ?? await OthersAsync(cancellationToken)}. "
                    + $"Nothing was changed. End that, and start again. The database is {context.Place()}.");
        }

        if (_waited.Elapsed >= _nextWord)
        {
            Waiting(purpose, others ?? await OthersAsync(cancellationToken), (int)_waited.Elapsed.TotalSeconds);
            _nextWord = _waited.Elapsed + Silence;
        }

        await Task.Delay(Pause, cancellationToken);
    }

    private async Task<string> OthersAsync(CancellationToken cancellationToken)
    {
        var others = await context.Provider.Locks.FindHoldersAsync(context, cancellationToken);
        return others.Count > 0
            ? $"{string.Join(" and ", others)} {(others.Count == 1 ? "uses" : "use")} it"
            : "a program that this one cannot see uses it, of another user, in another container or on another machine";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for {Seconds} s to {Purpose}: {Others}")]
    private partial void Waiting(string purpose, string others, int seconds);
}
