using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.GraphQL.Engine.Running;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Asks a connection of its own what was committed, by <see cref="PostgresWriteList"/>: of the replica that the graph reads, where there is
/// one. One question at a time is on its way, for all requests that came before it left.
/// </summary>
/// <param name="replicas">The replica that the graph reads, where there is one; the primary answers where it does not.</param>
internal sealed class PostgresDataVersion(
    DatabaseOptions primary, IOptions<ReplicaOptions> replicas, ILogger<PostgresDataVersion> logger)
    : DataVersion(WriteList.TablesOf(primary), logger)
{
    // In seconds. The question takes a millisecond: a server that has not answered it by then is silent.
    private const int Patience = 5;

    private readonly Lock _gate = new();
    private readonly NpgsqlDataSource _source = (replicas.Value.Of(primary) ?? primary).Source(settings =>
    {
        (settings.ApplicationName, settings.MaxPoolSize, settings.CommandTimeout) = ("IndhCoops data version", 1, Patience);
        settings.Timeout = Math.Min(settings.Timeout, Patience);
    });
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource<DataState?>? _waiting;
    private Task _asking = Task.CompletedTask;
    private PostgresWriteList? _list;

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
            _list ??= await PostgresWriteList.OpenAsync(_source, Tables, primary.Pooling == DatabasePooling.None, _ending.Token);
            var writes = await _list.ReadAsync(_ending.Token);
            if (State is null || writes is null or { Count: > 0 })
            {
                Advance(writes, _list.IsWatched);
            }

            return State;
        }
        catch (Exception exception)
        {
            // Fail every waiter. A crashing server may send bytes that are no valid message, and Npgsql then throws something other than a
            // connection error.
            if (!_ending.IsCancellationRequested)
            {
                TellUnknown(exception);
            }

            await CloseAsync();
            if (!replicas.Value.IsThere && exception is NpgsqlException { InnerException: TimeoutException })
            {
                // The request itself would wait for as long as requests may: its client is told at once.
                throw new DatabaseAwayException(exception);
            }

            return null;
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_list is not null)
        {
            await _list.DisposeAsync();
        }

        _list = null;
        Forget();
    }
}
