using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Running;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Asks a connection of its own what was committed, by <see cref="PostgresWriteList"/>: of the replica that the graph reads, where there is one. One question at a time is on its way,
/// for all requests that came before it left. A thread of its own asks: an answer wakes it and nobody else, where one that was awaited would wake two others first. Under many
/// requests that is half of what a kept answer takes.
/// </summary>
internal sealed partial class PostgresDataVersion : DataVersion
{
    // In seconds. The question takes a millisecond: a server that has not answered it by then is silent.
    private const int Patience = 5;

    private readonly object _gate = new();
    private readonly NpgsqlDataSource _source;
    private readonly bool _hasStandIn;
    private readonly bool _isPreparing;
    private readonly ILogger<PostgresDataVersion> _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<DataState?>? _waiting;
    private Thread? _asking;
    private bool _isEnding;
    private readonly IReadOnlyList<string> _tables;
    private PostgresWriteList? _list;
    private DataState? _state;
    private long _number;
    private bool _wasWatched = true;

    /// <param name="primary">The database.</param>
    /// <param name="replicas">The replica that the graph reads, where there is one; the primary answers where it does not.</param>
    /// <param name="logger">Where failures are told.</param>
    public PostgresDataVersion(DatabaseOptions primary, IOptions<ReplicaOptions> replicas, ILogger<PostgresDataVersion> logger)
    {
        var replica = replicas.Value.Of(primary);
        var database = replica ?? primary;
        _tables = WriteList.TablesOf(primary);
        _hasStandIn = replica is not null;
        _isPreparing = database.Pooling == DatabasePooling.None;
        _source = database.Source(settings =>
        {
            (settings.ApplicationName, settings.MaxPoolSize, settings.CommandTimeout) = ("IndhCoops data version", 1, Patience);
            settings.Timeout = Math.Min(settings.Timeout, Patience);
        });
        _logger = logger;
    }

    public override ValueTask<DataState?> CurrentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isEnding)
            {
                return new((DataState?)null);
            }

            if (_waiting is null)
            {
                // Waiters resume inline on the reader's thread, one after the other: waking a pool thread for each takes longer than sending a short answer.
                // Whoever has more to do yields first.
                _waiting = new();
                if (_asking is null)
                {
                    _asking = new Thread(Ask) { IsBackground = true, Name = "data version" };
                    _asking.Start();
                }

                Monitor.Pulse(_gate);
            }

            return new(_waiting.Task.WaitAsync(cancellationToken));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isEnding = true;
            Monitor.Pulse(_gate);
            if (_asking is null)
            {
                _ended.TrySetResult();
            }
        }

        // A server that keeps silent is not waited for.
        await Task.WhenAny(_ended.Task, Task.Delay(TimeSpan.FromSeconds(1)));
        await _source.DisposeAsync();
    }

    private void Ask()
    {
        while (Next() is { } answered)
        {
            try
            {
                answered.SetResult(Read());
            }
            catch (DatabaseAwayException away)
            {
                answered.SetException(away);
            }
        }

        Close();
        _ended.TrySetResult();
    }

    // Those who wait for the next answer; null where there are none and will be none.
    private TaskCompletionSource<DataState?>? Next()
    {
        lock (_gate)
        {
            while (_waiting is null && !_isEnding)
            {
                Monitor.Wait(_gate);
            }

            var next = _waiting;
            _waiting = null;
            return next;
        }
    }

    private DataState? Read()
    {
        try
        {
            _list ??= PostgresWriteList.Open(_source, _tables, _isPreparing);
            var writes = _list.Read();
            if (_state is null || writes is null or { Count: > 0 })
            {
                _state = _state is null || writes is null ? DataState.First(_number + 1, _tables) : _state.After(writes);
                _number = _state.Number;
                WarnIfUnwatched(_list.IsWatched);
            }

            return _state;
        }
        catch (Exception exception)
        {
            // Fail every waiter. A crashing server may send bytes that are no valid message, and Npgsql then throws something other than a connection error.
            if (!Volatile.Read(ref _isEnding))
            {
                LogUnknown(_logger, exception.GetBaseException().Message, DatabaseOutages.TraceOf(exception));
            }

            Close();
            if (!_hasStandIn && exception is NpgsqlException { InnerException: TimeoutException })
            {
                // The request itself would wait for as long as requests may: its client is told at once.
                throw new DatabaseAwayException(exception);
            }

            return null;
        }
    }

    private void WarnIfUnwatched(bool isWatched)
    {
        if (!isWatched && _wasWatched)
        {
            UnwatchedTables.Log(_logger);
        }

        _wasWatched = isWatched;
    }

    // A server that came back may count its transactions anew, and another one may be found in its place.
    private void Close()
    {
        _list?.Dispose();
        (_list, _state) = (null, null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The version of the data could not be read; answers are not kept meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);
}
