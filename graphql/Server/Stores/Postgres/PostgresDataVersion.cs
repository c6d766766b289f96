using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.GraphQL.Engine.Running;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Asks a connection of its own what was committed, by <see cref="PostgresWriteList"/>: of the replica that the graph reads, where there is
/// one. One question at a time is on its way, for all requests that came before it left.
/// </summary>
internal sealed partial class PostgresDataVersion : DataVersion
{
    // In seconds. The question takes a millisecond: a server that has not answered it by then is silent.
    private const int Patience = 5;

    private readonly Lock _gate = new();
    private readonly NpgsqlDataSource _source;
    private readonly bool _hasStandIn;
    private readonly bool _isPreparing;
    private readonly ILogger<PostgresDataVersion> _logger;
    private readonly IReadOnlyList<string> _tables;
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource<DataState?>? _waiting;
    private Task _asking = Task.CompletedTask;
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
        lock (_gate)
        {
            if (_ending.IsCancellationRequested)
            {
                return new((DataState?)null);
            }

            _waiting ??= new();
            if (_asking.IsCompleted)
            {
                // In a fair queue: the requests that were received before come first, and wait for the same question. It belongs to none.
                using var flow = ExecutionContext.SuppressFlow();
                _asking = Task.Factory.StartNew(AskAllAsync, default, TaskCreationOptions.PreferFairness, TaskScheduler.Default).Unwrap();
            }

            return new(_waiting.Task.WaitAsync(cancellationToken));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _asking;
        await CloseAsync();
        await _source.DisposeAsync();
        _ending.Dispose();
    }

    private async Task AskAllAsync()
    {
        while (Next() is { } waiting)
        {
            var answer = AskAsync();
            await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Another worker goes on with all who waited, one after the other: waking one for each takes longer than sending a short
            // answer. Whoever has more to do yields first.
            ThreadPool.UnsafeQueueUserWorkItem(static done => done.waiting.SetFromTask(done.answer), (waiting, answer), preferLocal: true);
        }
    }

    // Those who wait for the next question. Where nobody does, whoever comes next begins to ask again.
    private TaskCompletionSource<DataState?>? Next()
    {
        lock (_gate)
        {
            (var waiting, _waiting) = (_waiting, null);
            if (waiting is null)
            {
                _asking = Task.CompletedTask;
            }

            return waiting;
        }
    }

    private async Task<DataState?> AskAsync()
    {
        try
        {
            _list ??= await PostgresWriteList.OpenAsync(_source, _tables, _isPreparing, _ending.Token);
            var writes = await _list.ReadAsync(_ending.Token);
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
            if (!_ending.IsCancellationRequested)
            {
                LogUnknown(_logger, exception.GetBaseException().Message, DatabaseOutages.TraceOf(exception));
            }

            await CloseAsync();
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
    private async ValueTask CloseAsync()
    {
        if (_list is not null)
        {
            await _list.DisposeAsync();
        }

        (_list, _state) = (null, null);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The version of the data could not be read; answers are not kept meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);
}
