using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>
/// The copy of the data by columns in this process. A request reads from it once it has all that was written before the request. Few rows
/// are brought in before the answer; where they are many, or unknown, the database answers while the copy is brought up to date in the
/// background.
/// </summary>
internal sealed partial class ColumnCopy : ColumnStore, IDisposable
{
    private readonly ColumnsLoader _loader;
    private readonly ColumnMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<ColumnCopy> _logger;
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly SemaphoreSlim _writing = new(1);

    // Each query may use all processors and sort in memory: more of them at once would only take longer and need more.
    private readonly SemaphoreSlim _places = new(Math.Max(2, Environment.ProcessorCount));
    private readonly Lock _gate = new();
    private volatile LoadedColumns? _loaded;
    private volatile bool _isRefreshing;
    private volatile string _absence = "loading";
    private volatile Distance? _distance;
    private long _behindSince;
    private int _hasToldOfMemory;
    private int _hasToldOfFailure;

    /// <param name="metrics">Counts what it answers.</param>
    /// <param name="clock">Measures for how long it is behind.</param>
    /// <param name="logger">Where failures are told.</param>
    public ColumnCopy(
        ColumnsLoader loader,
        CopiedTables tables,
        IOptions<ColumnOptions> options,
        ColumnMetrics metrics,
        TimeProvider clock,
        ILogger<ColumnCopy> logger)
    {
        (Tables, Dialect, Options) = (tables, new ColumnsDialect(tables), options.Value);
        (_loader, _metrics, _clock, _logger) = (loader, metrics, clock, logger);
        metrics.Watch(
            () => _loaded?.Rows ?? 0,
            () => _loaded?.Memory() ?? 0,
            () => Volatile.Read(ref _behindSince) is var since and > 0 ? clock.GetElapsedTime(since) : TimeSpan.Zero);
    }

    public override CopiedTables Tables { get; }

    public override SqlDialect Dialect { get; }

    /// <summary>What is set about it.</summary>
    public ColumnOptions Options { get; }

    /// <summary>The copy that is there; null for none.</summary>
    public LoadedColumns? Loaded => _loaded;

    /// <summary>Waits until a request found no copy that was fresh; false where none did for so long.</summary>
    public Task<bool> WantedAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        _wanted.WaitAsync(patience, cancellationToken);

    /// <summary>Whether more is missing than a request brings in; null where that is unknown, or where there is no copy.</summary>
    public async Task<bool?> IsFarBehindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _loaded is { } loaded && await _loader.StateAsync(cancellationToken) is { } state
                ? loaded.Version < state.Number && IsFarBehind(loaded, state)
                : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Offers a copy that was made.</summary>
    public void Offer(LoadedColumns loaded)
    {
        _loaded = loaded;
        KeptUp();
    }

    /// <summary>Takes the copy away; requests that read from it read to the end.</summary>
    /// <param name="absence">Why there is none, for the metrics.</param>
    public void Withdraw(string absence)
    {
        _absence = absence;
        Interlocked.Exchange(ref _loaded, null)?.Database.Dispose();
    }

    /// <summary>Brings in what is missing however long it takes, while the database answers; false: the copy must be made anew.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        _isRefreshing = true;
        try
        {
            return _loaded is { } loaded && await FollowAsync(loaded, long.MaxValue, isPatient: true, cancellationToken);
        }
        finally
        {
            _isRefreshing = false;
        }
    }

    /// <summary>Which part of its rows must be read anew: all where that is unknown.</summary>
    public async Task<double> MissingShareAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _loaded is { } loaded
                && await _loader.StateAsync(cancellationToken) is { } state
                && loaded.Missing(state) is { } missing
                ? loaded.ShareOf(missing)
                : 1;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return 1;
        }
    }

    public void Dispose()
    {
        Withdraw("ended");
        _wanted.Dispose();
        _writing.Dispose();
        _places.Dispose();
    }

    internal override async ValueTask<ColumnReading?> BeginAsync(
        IReadOnlyList<string> tables, bool isSnapshotNeeded, bool isTable, CancellationToken cancellationToken)
    {
        if (_loaded is not { } loaded)
        {
            return Without(_absence);
        }

        if (await _loader.StateAsync(cancellationToken) is not { } state)
        {
            return Without("unknown");
        }

        try
        {
            if (loaded.Version >= state.Number)
            {
                // A request that found it behind may have said so just after it was brought up to date.
                KeptUp();
            }
            else if (state.AreUnwritten(tables, loaded.Version))
            {
                // It need not wait for what it does not read, which may be locked for long.
                if (IsFarBehind(loaded, state))
                {
                    Want();
                }
            }
            else if (_isRefreshing || !await FollowAsync(loaded, state, cancellationToken))
            {
                return Without("behind");
            }

            // Tables have places of their own, and each takes as long as it is read: queries do not wait for them.
            if (!isTable)
            {
                await _places.WaitAsync(cancellationToken);
            }

            return Begin(loaded, state, tables, isSnapshotNeeded, isTable) ?? Without("behind");
        }
        catch (DbException exception)
        {
            return Without(Tell(loaded, exception));
        }
    }

    // The place that a query has is given back by its reading, or here where there is none.
    private Reading? Begin(LoadedColumns loaded, DataState state, IReadOnlyList<string> tables, bool isSnapshotNeeded, bool isTable)
    {
        var place = isTable ? null : _places;
        ColumnsReading? columns = null;
        try
        {
            // One statement sees this state or a later one, without a transaction around it.
            var number = loaded.Version;
            columns = ColumnsReading.Begin(loaded.Database, isSnapshotNeeded, isStreaming: isTable);
            number = columns?.Version ?? number;
            if (columns is not null && (number >= state.Number || state.AreUnwritten(tables, number)))
            {
                var reading = new Reading(this, loaded, tables, number, columns, place);
                (columns, place) = (null, null);
                return reading;
            }

            return null;
        }
        finally
        {
            columns?.Dispose();
            place?.Release();
        }
    }

    // Whether more is missing than a request brings in. To find out takes longer than many answers: once for each state is enough.
    private bool IsFarBehind(LoadedColumns loaded, DataState state)
    {
        var distance = _distance;
        if (distance?.Loaded != loaded || distance.From != loaded.Version || distance.To != state.Number)
        {
            var missing = loaded.Missing(state);
            _distance = distance = new Distance(loaded, loaded.Version, state.Number, missing is null || !loaded.IsFew(missing));
        }

        return distance.IsFar;
    }

    // A request brings in few rows.
    private async ValueTask<bool> FollowAsync(LoadedColumns loaded, DataState state, CancellationToken cancellationToken)
    {
        if (loaded.Missing(state) is not { } missing || !loaded.IsFew(missing))
        {
            return false;
        }

        try
        {
            return await FollowAsync(loaded, state.Number, isPatient: false, cancellationToken);
        }
        catch (Exception exception) when (exception is DatabaseAwayException or ReadingLostException or ObjectDisposedException)
        {
            // The request meets it itself.
            return false;
        }
        catch (Exception exception) when (exception is not (DbException or OperationCanceledException))
        {
            // A value that the copy cannot hold.
            Tell(exception);
            return false;
        }
    }

    private async Task<bool> FollowAsync(LoadedColumns loaded, long number, bool isPatient, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have brought it in.
            if (loaded.Version >= number)
            {
                return true;
            }

            await using var source = await _loader.BeginAsync(isWaitedFor: !isPatient, cancellationToken);
            if (source is null || loaded.Missing(source.State) is not { } missing || !(isPatient || loaded.IsFew(missing)))
            {
                return false;
            }

            await loaded.ApplyAsync(source, missing, cancellationToken);
            KeptUp();
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private ColumnReading? Without(string reason)
    {
        _metrics.Asked(reason);
        Want();
        return null;
    }

    private void Want()
    {
        lock (_gate)
        {
            if (_loaded is not null && _behindSince == 0)
            {
                Volatile.Write(ref _behindSince, _clock.GetTimestamp());
            }

            if (_wanted.CurrentCount == 0)
            {
                _wanted.Release();
            }
        }
    }

    private void KeptUp()
    {
        if (Volatile.Read(ref _behindSince) != 0)
        {
            Volatile.Write(ref _behindSince, 0);
        }
    }

    // Says why the copy did not answer, and tells it once.
    private string Tell(LoadedColumns loaded, DbException exception)
    {
        if (ColumnsReading.IsOutOfMemory(exception))
        {
            if (Interlocked.Exchange(ref _hasToldOfMemory, 1) == 0)
            {
                LogMemory(_logger, Options.Memory >> 20);
            }

            return "memory";
        }

        Tell(exception);
        if (ColumnsReading.IsBroken(exception) && Interlocked.CompareExchange(ref _loaded, null, loaded) == loaded)
        {
            _absence = "failed";
            loaded.Database.Dispose();
        }

        return "failed";
    }

    private void Tell(Exception exception)
    {
        if (Interlocked.Exchange(ref _hasToldOfFailure, 1) == 0)
        {
            LogFailure(_logger, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A query needs more memory than the copy by columns may take ({Megabytes} MiB); "
        + "the database answers it, and others that need as much. Raise Columns__MaxMemory if they are too slow.")]
    private static partial void LogMemory(ILogger logger, long megabytes);

    [LoggerMessage(LogLevel.Warning, "A query of the copy by columns failed; the database answers it. "
        + "This is told once, and counted in indhcoops.columns.requests: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);

    // How far a copy is behind a state.
    private sealed record Distance(LoadedColumns Loaded, long From, long To, bool IsFar);

    private sealed class Reading(
        ColumnCopy owner,
        LoadedColumns loaded,
        IReadOnlyList<string> tables,
        long number,
        ColumnsReading columns,
        SemaphoreSlim? place) : ColumnReading
    {
        public override async ValueTask<bool> IsCurrentAsync(CancellationToken cancellationToken) =>
            (await owner._loader.StateAsync(cancellationToken))?.AreUnwritten(tables, number) == true;

        public override ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken) =>
            columns.AskAsync(questions, cancellationToken);

        public override void Ended(bool isAnswered)
        {
            owner._metrics.Asked(isAnswered ? "hit" : "changed");
            if (isAnswered)
            {
                loaded.Answered();
            }
        }

        public override void Failed(DbException exception) => owner.Without(owner.Tell(loaded, exception));

        public override ValueTask DisposeAsync()
        {
            try
            {
                columns.Dispose();
            }
            finally
            {
                place?.Release();
            }

            return ValueTask.CompletedTask;
        }
    }
}
