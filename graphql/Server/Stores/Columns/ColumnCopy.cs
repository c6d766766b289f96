using System.Data.Common;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>
/// The copy of the data by columns in this process. A request reads from it while it is in the state in which the database is at the time; a copy that is behind is made anew in the
/// background, less often the less it was of use.
/// </summary>
internal sealed partial class ColumnCopy : ColumnStore, IDisposable
{
    private readonly DataVersion _version;
    private readonly ColumnMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<ColumnCopy> _logger;
    private readonly SemaphoreSlim _wanted = new(0, 1);

    // Each query may use all processors and sort in memory: more of them at once would only take longer and need more.
    private readonly SemaphoreSlim _places = new(Math.Max(2, Environment.ProcessorCount));
    private readonly Lock _gate = new();
    private LoadedColumns? _loaded;
    private string _absence = "loading";
    private long _behindSince;
    private bool _hasToldOfMemory;

    /// <param name="tables">The tables that are copied.</param>
    /// <param name="version">Says which state the database is in.</param>
    /// <param name="options">Whether there is a copy.</param>
    /// <param name="metrics">Counts what it answers.</param>
    /// <param name="clock">Measures for how long it is behind.</param>
    /// <param name="logger">Where failures are told.</param>
    public ColumnCopy(CopiedTables tables, DataVersion version, IOptions<ColumnOptions> options, ColumnMetrics metrics, TimeProvider clock, ILogger<ColumnCopy> logger)
    {
        Tables = tables;
        Options = options.Value;
        (_version, _metrics, _clock, _logger) = (version, metrics, clock, logger);
        metrics.Memory = () => _loaded?.Memory() ?? 0;
        metrics.Lag = () => Volatile.Read(ref _behindSince) is var since and > 0 ? clock.GetElapsedTime(since) : TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public override CopiedTables Tables { get; }

    /// <inheritdoc/>
    public override SqlDialect Dialect { get; } = new ColumnsDialect();

    /// <summary>What is set about it.</summary>
    public ColumnOptions Options { get; }

    /// <summary>How many requests the copy that is there has answered.</summary>
    public long Hits => _loaded?.Hits ?? 0;

    /// <summary>Waits until a request found no fresh copy.</summary>
    public Task WantedAsync(CancellationToken cancellationToken) => _wanted.WaitAsync(cancellationToken);

    /// <summary>Offers a copy that was made.</summary>
    public void Offer(LoadedColumns loaded)
    {
        lock (_gate)
        {
            _loaded = loaded;
            _absence = "behind";
            Volatile.Write(ref _behindSince, 0);
            _metrics.Rows = loaded.Rows;
        }
    }

    /// <summary>Takes the copy away; requests that read from it read to the end.</summary>
    /// <param name="absence">Why there is none, for the metrics.</param>
    public void Withdraw(string absence)
    {
        lock (_gate)
        {
            _loaded?.Database.Dispose();
            (_loaded, _absence) = (null, absence);
            _metrics.Rows = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Withdraw("ended");
        _wanted.Dispose();
        _places.Dispose();
    }

    internal override async ValueTask<ColumnReading?> BeginAsync(CancellationToken cancellationToken)
    {
        if (_loaded is not { } loaded)
        {
            return Without(_absence);
        }

        if (await ColumnsLoader.AskAsync(_version, cancellationToken) is not { } number)
        {
            return Without("unknown");
        }

        if (loaded.Version != number)
        {
            return Without("behind");
        }

        await _places.WaitAsync(cancellationToken);
        var reading = loaded.Database.Rent() is { } connection ? new Reading(this, loaded, new ColumnsReading(loaded.Database, connection), number) : null;
        if (reading is null)
        {
            _places.Release();
        }
        else if (!reading.Begin())
        {
            await reading.DisposeAsync();
            reading = null;
        }

        return reading ?? Without("behind");
    }

    private ColumnReading? Without(string reason)
    {
        _metrics.Asked(reason);
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

        return null;
    }

    private void Tell(DbException exception)
    {
        if (!ColumnsReading.IsOutOfMemory(exception))
        {
            _metrics.Asked("failed");
            LogFailure(_logger, exception.Message);
            return;
        }

        _metrics.Asked("memory");
        if (!_hasToldOfMemory)
        {
            _hasToldOfMemory = true;
            LogMemory(_logger, Options.Memory >> 20, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A query needs more memory than the copy by columns may take ({Megabytes} MiB); the database answers it and others that need as much. Raise Columns:MaxMemory if they are too slow: {Reason}")]
    private static partial void LogMemory(ILogger logger, long megabytes, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A query of the copy by columns failed; the database answers it: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);

    private sealed class Reading(ColumnCopy owner, LoadedColumns loaded, ColumnsReading columns, long number) : ColumnReading
    {
        public bool Begin()
        {
            try
            {
                return columns.Begin() == number;
            }
            catch (DbException exception)
            {
                owner.Tell(exception);
                return false;
            }
        }

        public override async ValueTask<bool> IsCurrentAsync(CancellationToken cancellationToken) => await ColumnsLoader.AskAsync(owner._version, cancellationToken) == number;

        public override ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken) => columns.AskAsync(questions, cancellationToken);

        public override void Ended(bool isAnswered)
        {
            if (isAnswered)
            {
                loaded.Answered();
                owner._metrics.Asked("hit");
            }
            else
            {
                owner.Without("changed");
            }
        }

        public override void Failed(DbException exception) => owner.Tell(exception);

        public override async ValueTask DisposeAsync()
        {
            await columns.DisposeAsync();
            owner._places.Release();
        }
    }
}

/// <summary>A copy that was made.</summary>
/// <param name="Database">The copy.</param>
/// <param name="Version">Which state of the database it is in.</param>
/// <param name="Rows">How many rows it has.</param>
internal sealed record LoadedColumns(ColumnsDatabase Database, long Version, long Rows)
{
    private long _hits;

    /// <summary>How many requests it has answered.</summary>
    public long Hits => Volatile.Read(ref _hits);

    /// <summary>Counts a request that it answered.</summary>
    public void Answered() => Interlocked.Increment(ref _hits);

    /// <summary>The memory that it takes.</summary>
    public long Memory()
    {
        if (Database.Rent() is not { } connection)
        {
            return 0;
        }

        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "select sum(memory_usage_bytes)::bigint from duckdb_memory()";
            return (long)command.ExecuteScalar()!;
        }
        finally
        {
            Database.Return(connection, isSound: true);
        }
    }
}
