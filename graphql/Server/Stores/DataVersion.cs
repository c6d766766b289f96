using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores;

/// <summary>Says which state the data is in, and what was written before, by whatever process.</summary>
/// <param name="tables">The tables whose writes are noted.</param>
/// <param name="logger">Where it is told what remains unknown.</param>
internal abstract partial class DataVersion(IReadOnlyList<string> tables, ILogger logger) : IAsyncDisposable
{
    private long _number;
    private bool _wasWatched = true;

    protected IReadOnlyList<string> Tables => tables;

    /// <summary>The state that was found last; null where nothing is known of what came before the next.</summary>
    protected DataState? State { get; private set; }

    /// <summary>
    /// The state, as it is after the call began or later; null where the database could not be asked. A database that keeps silent is away
    /// (<see cref="DatabaseAwayException"/>). Others may wait for what the caller does next, which should be short.
    /// </summary>
    public abstract ValueTask<DataState?> CurrentAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    /// <summary>Goes on to the state after some writes, or after unknown ones.</summary>
    /// <param name="isWatched">Whether the triggers that note writes are there. Where not, it is said once; again if they were in
    /// between.</param>
    protected void Advance(IReadOnlyList<TableWrite>? writes, bool isWatched)
    {
        State = State is null || writes is null ? DataState.First(_number + 1, tables) : State.After(writes);
        _number = State.Number;
        if (!isWatched && _wasWatched)
        {
            LogUnwatched(logger);
        }

        _wasWatched = isWatched;
    }

    /// <summary>Forgets what a connection saw: the next one counts from another number, and may find another database there.</summary>
    protected void Forget() => State = null;

    protected void TellUnknown(Exception exception) =>
        LogUnknown(logger, exception.GetBaseException().Message, DatabaseOutages.TraceOf(exception));

    [LoggerMessage(LogLevel.Warning, "The version of the data could not be read; answers are not kept meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);

    [LoggerMessage(LogLevel.Warning, "Triggers that note what is written (their names contain _written_) are missing or switched off, "
            + "or a subscription writes the tables, which does not fire them. "
            + "Answers stay right, but none is kept beyond the next write of anything. "
            + "Restore the triggers from a backup, or switch them on (alter table … enable always trigger …)")]
    private static partial void LogUnwatched(ILogger logger);
}
