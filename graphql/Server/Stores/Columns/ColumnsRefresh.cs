using System.Diagnostics;
using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>Makes the copy by columns, and makes it anew when it was missed, or when much was written while nobody asked.</summary>
internal sealed partial class ColumnsRefresh(
    ColumnCopy copy, ColumnsLoader loader, ColumnMetrics metrics, TimeProvider clock, ILogger<ColumnsRefresh> logger)
{
    private const long LeastRows = 100_000;

    // A load takes a processor for as long as it lasts: at most a tenth of the time, and less where the copies were of no use.
    private const int LoadShare = 10;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromMinutes(1);

    // The list of writes is short: what is not read from it in time is unknown, and then all is read anew.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private TimeSpan _pause = ShortestPause;
    private bool _hasLoaded;
    private bool _hasToldOfFailure;
    private bool _hasToldOfFolder;

    /// <summary>Runs until it is cancelled, or until it is clear that there can be no copy.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (copy.Options.Enabled != ColumnUse.False)
        {
            try
            {
                _pause = copy.Options.Enabled == ColumnUse.Auto && await loader.CountAsync(cancellationToken) < LeastRows
                    ? NotNeeded()
                    : await LoadAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or TypeInitializationException)
            {
                copy.Withdraw("missing");
                LogMissing(logger, exception.GetBaseException().Message);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                var isTooLarge = exception is DuckDBException failure && ColumnsReading.IsOutOfMemory(failure);
                copy.Withdraw(isTooLarge ? "memory" : "failed");
                _pause = exception is DatabaseAwayException ? ShortestPause : LongestPause;
                Tell(exception, isTooLarge);
            }

            // A few tables are read anew in a part of the time that all of them take.
            await WantedAsync(cancellationToken);
            await Task.Delay(Pause(_pause * await copy.MissingShareAsync(cancellationToken)), clock, cancellationToken);
        }
    }

    // A request misses it, or would: who comes first after a night of timers should not be the one who waits.
    private async Task WantedAsync(CancellationToken cancellationToken)
    {
        var patience = BetweenLooks;
        while (!await copy.WantedAsync(patience, cancellationToken))
        {
            switch (await copy.IsFarBehindAsync(cancellationToken))
            {
                case true:
                    return;
                case null:
                    // Without a copy or a database there is nothing to look at, and a request finds out when it comes.
                    patience = Timeout.InfiniteTimeSpan;
                    break;
            }
        }
    }

    private TimeSpan NotNeeded()
    {
        copy.Withdraw("small");
        return BetweenCounts;
    }

    // The pause after which it may be made anew.
    private async Task<TimeSpan> LoadAsync(CancellationToken cancellationToken)
    {
        if (await copy.RefreshAsync(cancellationToken))
        {
            return _pause;
        }

        var (started, wasOfUse) = (Stopwatch.GetTimestamp(), copy.Loaded?.Hits > 0);

        // It is behind: both together would take twice the memory.
        copy.Withdraw("loading");
        await using var source = await loader.BeginAsync(isWaitedFor: false, cancellationToken);
        if (source is null)
        {
            return ShortestPause;
        }

        var database = new ColumnsDatabase(copy.Options.Memory, OpenFolder(), copy.Tables);
        try
        {
            var loaded = new LoadedColumns(database, copy.Tables);
            await loaded.LoadAsync(source, cancellationToken);
            copy.Offer(loaded);
            var duration = Stopwatch.GetElapsedTime(started);
            metrics.Loaded(duration);
            LogLoaded(logger, loaded.Rows, duration.TotalSeconds);

            // Right after a start, timers often write all balances: the second load does not wait.
            var isFirst = !_hasLoaded;
            _hasLoaded = true;
            return isFirst
                ? ShortestPause
                : Pause(TimeSpan.FromTicks(Math.Max((duration * LoadShare).Ticks, wasOfUse ? 0 : 2 * _pause.Ticks)));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static TimeSpan Pause(TimeSpan pause) => TimeSpan.FromTicks(Math.Clamp(pause.Ticks, ShortestPause.Ticks, LongestPause.Ticks));

    private SpillFolder? OpenFolder()
    {
        try
        {
            return SpillFolder.Open(string.IsNullOrWhiteSpace(copy.Options.Folder) ? Path.GetTempPath() : copy.Options.Folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_hasToldOfFolder)
            {
                _hasToldOfFolder = true;
                LogNoFolder(logger, exception.Message);
            }

            return null;
        }
    }

    private void Tell(Exception exception, bool isTooLarge)
    {
        if (exception is DatabaseAwayException || _hasToldOfFailure)
        {
            return;
        }

        _hasToldOfFailure = true;
        if (isTooLarge)
        {
            LogTooLarge(logger, copy.Options.Memory >> 20);
        }
        else
        {
            LogFailure(logger, exception.GetBaseException().Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The copy by columns is ready: {Rows} rows in {Seconds:F1} s.")]
    private static partial void LogLoaded(ILogger logger, long rows, double seconds);

    [LoggerMessage(
        LogLevel.Warning, "The library of the copy by columns cannot be loaded, so the database answers totals and groups: {Reason}")]
    private static partial void LogMissing(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning,
        "The copy by columns needs more than {Megabytes} MiB, so the database answers totals and groups. Raise Columns__MaxMemory.")]
    private static partial void LogTooLarge(ILogger logger, long megabytes);

    [LoggerMessage(LogLevel.Warning, "The copy by columns has no folder to spill to, "
        + "so large queries of it go to the database. Set Columns__Folder to a folder that the server may write to: {Reason}")]
    private static partial void LogNoFolder(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "The copy by columns could not be made, so the database answers totals and groups: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
