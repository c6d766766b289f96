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
            await Task.Delay(_pause, clock, cancellationToken);
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
        // It is behind: both together would take twice the memory.
        var wasOfUse = copy.Hits > 0;
        copy.Withdraw("loading");
        var started = Stopwatch.GetTimestamp();
        if (await loader.BeginAsync(version, cancellationToken) is not var (reading, number))
        {
            return ShortestPause;
        }

        await using var _ = reading;
        var folder = Path.Combine(copy.Options.Folder ?? Path.GetTempPath(), $"indhcoops-columns-{Environment.ProcessId}");
        var database = new ColumnsDatabase(copy.Options.Memory, folder, copy.Tables);
        try
        {
            var rows = await FillAsync(database, reading, number, cancellationToken);
            copy.Offer(new LoadedColumns(database, number, rows));
            var duration = Stopwatch.GetElapsedTime(started);
            metrics.Loaded(duration);
            LogLoaded(logger, rows, duration.TotalSeconds);
            var pause = wasOfUse ? duration * LoadShare : _pause * 2 > duration * LoadShare ? _pause * 2 : duration * LoadShare;
            return TimeSpan.FromTicks(Math.Clamp(pause.Ticks, ShortestPause.Ticks, LongestPause.Ticks));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private async Task<long> FillAsync(ColumnsDatabase database, GraphReading reading, long number, CancellationToken cancellationToken)
    {
        var connection = database.Rent()!;
        try
        {
            var rows = await loader.LoadAsync(reading, connection, cancellationToken);
            ColumnsDatabase.Execute(connection, FormattableString.Invariant($"insert into {ColumnsDatabase.State} values ({number})"));
            return rows;
        }
        finally
        {
            database.Return(connection, isSound: true);
        }
    }

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
