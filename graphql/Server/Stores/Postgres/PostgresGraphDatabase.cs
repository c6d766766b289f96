using System.Data;
using System.Runtime.CompilerServices;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>Reads from PostgreSQL: the questions of one level in one round trip, prepared on the server when they repeat.</summary>
/// <param name="timeout">How long a statement may take; those whose request ends earlier are cancelled with it. Null for what the
/// connection string says.</param>
/// <param name="poolSize">How many connections there may be, which is asked when one is used first; null for what the connection string
/// says.</param>
/// <param name="asksFirst">Whether a snapshot begins with a small question, so that a server that keeps silent is found in seconds and not
/// only when the statement has run out of time.</param>
internal sealed class PostgresGraphDatabase(
    DatabaseOptions database, TimeSpan? timeout = null, Func<int>? poolSize = null, bool asksFirst = false) : GraphDatabase
{
    // In seconds; asking takes a millisecond.
    private const int SilentAfter = 5;

    private readonly Lazy<NpgsqlDataSource> _source = new(() => Connect(database, timeout, poolSize));

    private static NpgsqlDataSource Connect(DatabaseOptions database, TimeSpan? timeout, Func<int>? poolSize) => database.Source(settings =>
    {
        settings.ApplicationName = "IndhCoops graph";
        if (database.Pooling == DatabasePooling.None)
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (500, 2);
        }

        // Reading leaves nothing behind in a session that would have to be swept away before the next.
        settings.NoResetOnClose = true;
        if (timeout is { } limit)
        {
            settings.CommandTimeout = (int)Math.Ceiling(limit.TotalSeconds);
        }

        if (poolSize is not null)
        {
            settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, poolSize());
            settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        }
    });

    public DatabaseOptions Options => database;

    public override SqlDialect Dialect { get; } = new PostgresDialect();

    public override async ValueTask DisposeAsync()
    {
        if (_source.IsValueCreated)
        {
            await _source.Value.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await _source.Value.OpenConnectionAsync(cancellationToken);
            var transaction = isSnapshotNeeded
                ? await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
                : null;
            if (asksFirst && transaction is not null)
            {
                await using var question = new NpgsqlCommand("select 1", connection, transaction) { CommandTimeout = SilentAfter };
                await question.ExecuteScalarAsync(cancellationToken);
            }

            return new Reading(connection, transaction);
        }
        catch (Exception exception)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            if (PostgresOutage.Explains(exception) && !cancellationToken.IsCancellationRequested)
            {
                throw new DatabaseAwayException(exception);
            }

            throw;
        }
    }

    private sealed class Reading(NpgsqlConnection connection, NpgsqlTransaction? transaction) : GraphReading
    {
        // Set when a batch breaks off among the rows of a statement. Npgsql then takes the later statements of the batch for prepared
        // although the server never prepared them, and would fail on this connection for ever.
        private bool _isBookkeepingUnsure;

        private bool _isLost;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public override async ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken)
        {
            for (var next = 0; next < questions.Count;)
            {
                if (_isLost)
                {
                    throw new ReadingLostException();
                }

                try
                {
                    await using var batch = new NpgsqlBatch(connection, transaction);
                    for (var i = next; i < questions.Count; i++)
                    {
                        batch.BatchCommands.Add(Command(questions[i]));
                    }

                    _isBookkeepingUnsure = next < questions.Count - 1;
                    await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
                    while (next < questions.Count)
                    {
                        await ReadAsync(questions[next], batch, reader, cancellationToken);
                        next++;
                        _isBookkeepingUnsure = next < questions.Count - 1;

                        // What this throws is the failure of the statement that it moves on to.
                        if (next < questions.Count && !await reader.NextResultAsync(cancellationToken))
                        {
                            break;
                        }
                    }
                }
                catch (Exception exception)
                    when (!cancellationToken.IsCancellationRequested
                        && PostgresOutage.Explains(exception, connection.State != ConnectionState.Open))
                {
                    throw new DatabaseAwayException(exception);
                }
                catch (DbException exception)
                {
                    // A failed statement ends its batch and its transaction. Without a transaction there is no snapshot to keep.
                    questions[Math.Min(next, questions.Count - 1)].Failed(exception);
                    next++;
                    _isLost = transaction is not null || connection.State != ConnectionState.Open;
                    if (!_isLost)
                    {
                        ForgetPrepared();
                    }
                }
            }
        }

        public override async ValueTask DisposeAsync()
        {
            try
            {
                if (transaction is not null)
                {
                    await transaction.DisposeAsync();
                }

                ForgetPrepared();
            }
            finally
            {
                await connection.DisposeAsync();
            }
        }

        // Rows that nobody wants any more are not sent to the end, as the driver would have it.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        private static async ValueTask ReadAsync(
            DatabaseQuestion question, NpgsqlBatch batch, NpgsqlDataReader reader, CancellationToken cancellationToken)
        {
            try
            {
                await question.Read(reader, cancellationToken);
            }
            catch (Exception exception) when (exception is not DbException)
            {
                batch.Cancel();
                throw;
            }
        }

        // The driver offers it in one way only, which blocks the thread for a round trip: failures are few.
        private void ForgetPrepared()
        {
            if (!_isBookkeepingUnsure || connection.State != ConnectionState.Open)
            {
                return;
            }

            try
            {
                connection.UnprepareAll();
                _isBookkeepingUnsure = false;
            }
            catch (DbException)
            {
                // The connection is broken, and not used again.
                _isLost = true;
            }
        }

        private static NpgsqlBatchCommand Command(DatabaseQuestion question)
        {
            var command = new NpgsqlBatchCommand(question.Statement.Text);
            foreach (var parameter in question.Statement.Parameters)
            {
                command.Parameters.Add((NpgsqlParameter)parameter(question.Arguments));
            }

            return command;
        }
    }
}
