using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Running;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>
/// Asks for the current snapshot: which transactions are done and which are not
/// (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT). A transaction that wrote anything, anywhere
/// in the server, has a number and makes the next snapshot another one; two that are equal see the same data. Writers pay nothing and
/// none can forget it, which a notification or a counter of our own could not say. A replica's snapshots leave out which transactions
/// are open, so there the place in the log is asked up to which it has been replayed, which is told after its commits show. One question at a time is on its way, for all
/// requests that came before it left.
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
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource<long?>? _waiting;
    private Task _asking = Task.CompletedTask;
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _question;
    private string? _seen;
    private long _number;

    /// <param name="primary">The database.</param>
    /// <param name="replicas">The replica that the graph reads, where there is one; the primary answers where it does not.</param>
    /// <param name="logger">Where failures are told.</param>
    public PostgresDataVersion(DatabaseOptions primary, IOptions<ReplicaOptions> replicas, ILogger<PostgresDataVersion> logger)
    {
        var replica = replicas.Value.Of(primary);
        var database = replica ?? primary;
        _hasStandIn = replica is not null;
        _isPreparing = database.Pooling == DatabasePooling.None;
        _source = database.Source(settings =>
        {
            (settings.ApplicationName, settings.MaxPoolSize, settings.CommandTimeout) = ("IndhCoops data version", 1, Patience);
            settings.Timeout = Math.Min(settings.Timeout, Patience);
        });
        _logger = logger;
    }

    public override ValueTask<long?> CurrentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting is null)
            {
                // Waiters resume inline on the reader's thread, one after the other: waking a pool thread for each takes longer than sending a short answer.
                // Whoever has more to do yields first.
                _waiting = new();
                if (_asking.IsCompleted)
                {
                    _asking = Task.Run(AskAsync, CancellationToken.None);
                }
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

    private async Task AskAsync()
    {
        while (true)
        {
            TaskCompletionSource<long?> answered;
            lock (_gate)
            {
                if (_waiting is null)
                {
                    _asking = Task.CompletedTask;
                    return;
                }

                (answered, _waiting) = (_waiting, null);
            }

            try
            {
                answered.SetResult(await ReadAsync());
            }
            catch (DatabaseAwayException away)
            {
                answered.SetException(away);
            }
        }
    }

    private async ValueTask<long?> ReadAsync()
    {
        try
        {
            _question ??= await OpenAsync();
            var seen = (string)(await _question.ExecuteScalarAsync(_ending.Token))!;
            if (seen != _seen)
            {
                _seen = seen;
                _number++;
            }

            return _number;
        }
        catch (Exception exception)
        {
            // Whatever it is: those who wait shall hear of it. The last bytes of a server that crashes may be no message at all, of which the driver says something else than of a failure.
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

    private async ValueTask<NpgsqlCommand> OpenAsync()
    {
        _connection = await _source.OpenConnectionAsync(_ending.Token);
        var question = new NpgsqlCommand("select case when pg_is_in_recovery() then pg_last_wal_replay_lsn()::text else pg_current_snapshot()::text end", _connection);
        if (_isPreparing)
        {
            await question.PrepareAsync(_ending.Token);
        }

        return question;
    }

    private async ValueTask CloseAsync()
    {
        if (_question is not null)
        {
            await _question.DisposeAsync();
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        // A server that came back may count its transactions anew.
        (_question, _connection, _seen) = (null, null, null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The version of the data could not be read; answers are not kept meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);
}
