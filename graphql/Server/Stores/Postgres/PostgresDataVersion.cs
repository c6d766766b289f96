using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.GraphQL.Engine.Running;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Asks a connection of its own what was committed, by <see cref="PostgresWriteList"/>: of the replica that the graph reads, where there is
/// one. One question at a time is on its way, for all requests that came before it left.
/// </summary>
/// <remarks>
/// A thread of its own asks, and waits until PostgreSQL answers. An asynchronous question goes on when a worker of the pool is free: 8
/// clients then get two thirds of the answers.
/// </remarks>
internal sealed partial class PostgresDataVersion : DataVersion
{
    // In seconds. The question takes a millisecond: a server that has not answered it by then is silent.
    private const int Patience = 5;

    // How long an end waits for a question that is on its way.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly NpgsqlDataSource _source;
    private readonly bool _hasStandIn;
    private readonly bool _isPreparing;
    private readonly ILogger<PostgresDataVersion> _logger;
    private readonly IReadOnlyList<string> _tables;
    private readonly AutoResetEvent _asked = new(false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<DataState?>? _waiting;
    private Thread? _asker;
    private bool _isIdle;
    private bool _isEnding;
    private PostgresWriteList? _list;
    private DataState? _state;
    private long _number;
    private bool _wasWatched = true;

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
        Task<DataState?> answer;
        lock (_gate)
        {
            if (_isEnding)
            {
                return new((DataState?)null);
            }

            if (_waiting is null)
            {
                // Waiters resume on the thread that asks, one after the other: waking another for each takes longer than sending a short
                // answer. Whoever has more to do yields first.
                _waiting = new();
                Wake();
            }

            answer = _waiting.Task;
        }

        return new(answer.WaitAsync(cancellationToken));
    }

    public override async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isEnding = true;
            Wake();
        }

        // A database that keeps silent holds nobody up: the thread ends by itself, or with the process.
        await Task.WhenAny(_ended.Task, Task.Delay(Farewell));
    }

    private void Wake()
    {
        if (_asker is null)
        {
            _asker = new Thread(AskAll) { IsBackground = true, Name = "Data version" };
            _asker.UnsafeStart();
        }
        else if (_isIdle)
        {
            _isIdle = false;
            _asked.Set();
        }
    }

    private void AskAll()
    {
        while (Next() is { } waiting)
        {
            try
            {
                waiting.SetResult(Ask());
            }
            catch (Exception exception)
            {
                // Those who wait are told. Nobody else hears of it, and the thread must ask again.
                waiting.SetException(exception);
            }
        }

        Close();
        _source.Dispose();
        _asked.Dispose();
        _ended.SetResult();
    }

    // Those who wait for the next question; null at the end.
    private TaskCompletionSource<DataState?>? Next()
    {
        while (true)
        {
            lock (_gate)
            {
                (var waiting, _waiting) = (_waiting, null);
                if (waiting is not null || _isEnding)
                {
                    return waiting;
                }

                _isIdle = true;
            }

            _asked.WaitOne();
        }
    }

    private DataState? Ask()
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
            // Fail every waiter. A crashing server may send bytes that are no valid message, and Npgsql then throws something other than a
            // connection error.
            LogUnknown(_logger, exception.GetBaseException().Message, DatabaseOutages.TraceOf(exception));
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

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The version of the data could not be read; answers are not kept meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);
}
