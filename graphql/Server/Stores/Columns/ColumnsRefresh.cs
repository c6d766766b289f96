using System.Diagnostics;
using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>Makes the copy by columns, and makes it anew when it was missed.</summary>
internal sealed partial class ColumnsRefresh(ColumnCopy copy, ColumnsLoader loader, DataVersion version, ColumnMetrics metrics, TimeProvider clock, ILogger<ColumnsRefresh> logger)
{
    private const long LeastRows = 100_000;

    // A load takes a processor for as long as it lasts: at most a tenth of the time, and less where the copies were of no use.
    private const int LoadShare = 10;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(5), BetweenCounts = TimeSpan.FromMinutes(1);

    private TimeSpan _pause = ShortestPause;
    private bool _hasLoaded;
    private bool _hasToldOfFailure;

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
                copy.Withdraw("failed");
                _pause = LongestPause;
                Tell(exception);
            }

            await copy.WantedAsync(cancellationToken);
            await Task.Delay(await PauseAsync(cancellationToken), clock, cancellationToken);
        }
    }

    private TimeSpan NotNeeded()
    {
        copy.Withdraw("small");
        return BetweenCounts;
    }

    // A few tables are read anew in a part of the time that all of them take.
    private async Task<TimeSpan> PauseAsync(CancellationToken cancellationToken) => Pause(_pause * await copy.MissingShareAsync(cancellationToken));

    // The pause after which it may be made anew.
    private async Task<TimeSpan> LoadAsync(CancellationToken cancellationToken)
    {
        if (await copy.RefreshAsync(cancellationToken))
        {
            return _pause;
        }

        var started = Stopwatch.GetTimestamp();

        // It is behind: both together would take twice the memory.
        var wasOfUse = copy.Loaded?.Hits > 0;
        copy.Withdraw("loading");
        if (await loader.BeginAsync(version, cancellationToken) is not var (reading, state))
        {
            return ShortestPause;
        }

        await using var _ = reading;
        var parent = Directory.CreateDirectory(copy.Options.Folder ?? Path.GetTempPath()).FullName;
        var folder = Path.Combine(parent, $"indhcoops-columns-{Environment.ProcessId}");
        var database = new ColumnsDatabase(copy.Options.Memory, folder, copy.Tables);
        try
        {
            var loaded = new LoadedColumns(database, copy.Tables);
            await loaded.LoadAsync(loader, reading, state, cancellationToken);
            copy.Offer(loaded);
            var duration = Stopwatch.GetElapsedTime(started);
            metrics.Loaded(duration);
            LogLoaded(logger, loaded.Rows, duration.TotalSeconds);

            // Right after a start, timers often write all balances: the second load does not wait.
            var isFirst = !_hasLoaded;
            _hasLoaded = true;
            return isFirst ? ShortestPause : Pause(TimeSpan.FromTicks(Math.Max((duration * LoadShare).Ticks, wasOfUse ? 0 : 2 * _pause.Ticks)));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static TimeSpan Pause(TimeSpan pause) => TimeSpan.FromTicks(Math.Clamp(pause.Ticks, ShortestPause.Ticks, LongestPause.Ticks));

    private void Tell(Exception exception)
    {
        if (exception is DatabaseAwayException || _hasToldOfFailure)
        {
            return;
        }

        _hasToldOfFailure = true;
        if (exception is DuckDBException failure && ColumnsReading.IsOutOfMemory(failure))
        {
            LogTooLarge(logger, copy.Options.Memory >> 20);
        }
        else
        {
            LogFailure(logger, exception.GetBaseException().Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The copy by columns is ready: {Rows} rows in {Seconds:F1} s.")]
    private static partial void LogLoaded(ILogger logger, long rows, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The library of the copy by columns cannot be loaded, so the database answers totals and groups: {Reason}")]
    private static partial void LogMissing(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The copy by columns needs more than {Megabytes} MiB, so the database answers totals and groups. Raise Columns:MaxMemory.")]
    private static partial void LogTooLarge(ILogger logger, long megabytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The copy by columns could not be made, so the database answers totals and groups: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
