using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>Reads from SQLite by connections of its own, each of which keeps the statements that it has compiled.</summary>
internal sealed class SqliteGraphDatabase(DatabaseOptions database) : GraphDatabase
{
    private readonly SqliteSessions _sessions = new(database);

    public override SqlDialect Dialect { get; } = new SqliteDialect();

    public override ValueTask DisposeAsync()
    {
        _sessions.Dispose();
        return base.DisposeAsync();
    }

    internal override ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqliteSession? session = null;
        try
        {
            session = _sessions.Take();
            var transaction = isSnapshotNeeded ? session.Connection.BeginTransaction(deferred: true) : null;
            return new(new Reading(_sessions, session, transaction));
        }
        catch (Exception exception)
        {
            if (session is not null)
            {
                _sessions.Close(session);
            }

            if (DatabaseOutages.Of(exception) is not null)
            {
                throw new DatabaseAwayException(exception);
            }

            throw;
        }
    }

    private sealed class Reading(SqliteSessions sessions, SqliteSession session, SqliteTransaction? transaction) : GraphReading
    {
        private bool _isLost;
        private bool _isBroken;

        public override async ValueTask AskAsync(IReadOnlyList<DatabaseQuestion> questions, CancellationToken cancellationToken)
        {
            await using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(session.Connection.Handle));
            foreach (var question in questions)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_isLost)
                {
                    throw new ReadingLostException();
                }

                try
                {
                    await using var reader = await session.Command(question, transaction).ExecuteReaderAsync(cancellationToken);
                    await question.Read(reader, cancellationToken);
                }
                catch (SqliteException) when (cancellationToken.IsCancellationRequested)
                {
                    throw new OperationCanceledException(cancellationToken);
                }
                catch (SqliteException exception) when (DatabaseOutages.Of(exception) is not null)
                {
                    _isBroken = true;
                    throw new DatabaseAwayException(exception);
                }
                catch (SqliteException exception)
                {
                    question.Failed(exception);

                    // Most failures leave the transaction as it is; some end it
                    // (https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction).
                    _isLost = transaction is not null && raw.sqlite3_get_autocommit(session.Connection.Handle) != 0;
                }
            }
        }

        public override ValueTask DisposeAsync()
        {
            var isSound = false;
            try
            {
                transaction?.Dispose();
                isSound = !_isBroken;
            }
            finally
            {
                if (isSound)
                {
                    sessions.Return(session);
                }
                else
                {
                    // Another connection may find the file in order again.
                    sessions.Close(session);
                }
            }

            return ValueTask.CompletedTask;
        }
    }
}
