using System.Collections.Concurrent;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>Reads from SQLite by connections of its own, each of which keeps the statements that it has compiled.</summary>
internal sealed class SqliteGraphDatabase(DatabaseOptions database) : GraphDatabase
{
    private const int KeptCommands = 200;

    // In seconds, for a lock that shuts readers out: SQLite has none in ordinary use.
    private const int LongestWait = 5;

    // In bytes, of pages that a connection has read and that nobody has written since.
    private const int LargeCache = 16 * 1024 * 1024;

    // 128 MB in all. Where more connections are busy, the others have SQLite's own cache, of 2 MB.
    private const int MaxLargeCaches = 8;

    // The one that was used last has the most of what comes next in its cache.
    private readonly ConcurrentStack<Session> _idle = [];
    private readonly ConcurrentStack<Session> _idleWithLargeCache = [];
    private int _largeCaches;

    public override SqlDialect Dialect { get; } = new SqliteDialect();

    public override async ValueTask DisposeAsync()
    {
        while (TakeIdle() is { } session)
        {
            await session.Connection.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    internal override async ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken)
    {
        Session? session = null;
        try
        {
            session = TakeIdle() ?? await OpenAsync(cancellationToken);
            var transaction = isSnapshotNeeded ? session.Connection.BeginTransaction(deferred: true) : null;
            return new Reading(this, session, transaction);
        }
        catch (Exception exception)
        {
            if (session is not null)
            {
                await CloseAsync(session);
            }

            if (DatabaseOutages.Of(exception) is not null)
            {
                throw new DatabaseAwayException(exception);
            }

            throw;
        }
    }

    private Session? TakeIdle() => _idleWithLargeCache.TryPop(out var session) || _idle.TryPop(out session) ? session : null;

    private void Return(Session session) => (session.HasLargeCache ? _idleWithLargeCache : _idle).Push(session);

    private async ValueTask<Session> OpenAsync(CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder(database.ConnectionString)
        {
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = LongestWait,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        var hasLargeCache = TakesLargeCache();
        var session = new Session(connection, hasLargeCache, []);
        try
        {
            await connection.OpenAsync(cancellationToken);

            // Otherwise SQLite looks at the values of parameters while it plans, and compiles a statement anew whenever they are given
            // (https://www.sqlite.org/queryplanner-ng.html#qpstab).
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            if (hasLargeCache)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = string.Create(CultureInfo.InvariantCulture, $"pragma cache_size = -{LargeCache / 1024}");
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return session;
        }
        catch
        {
            await CloseAsync(session);
            throw;
        }
    }

    private bool TakesLargeCache()
    {
        if (Interlocked.Increment(ref _largeCaches) <= MaxLargeCaches)
        {
            return true;
        }

        Interlocked.Decrement(ref _largeCaches);
        return false;
    }

    private async ValueTask CloseAsync(Session session)
    {
        if (session.HasLargeCache)
        {
            Interlocked.Decrement(ref _largeCaches);
        }

        await session.Connection.DisposeAsync();
    }

    private sealed record Session(SqliteConnection Connection, bool HasLargeCache, Dictionary<string, SqliteCommand> Commands);

    private sealed class Reading(SqliteGraphDatabase owner, Session session, SqliteTransaction? transaction) : GraphReading
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
                    var command = Command(question);
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
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

        public override async ValueTask DisposeAsync()
        {
            var isSound = false;
            try
            {
                if (transaction is not null)
                {
                    await transaction.DisposeAsync();
                }

                isSound = !_isBroken;
            }
            finally
            {
                if (isSound)
                {
                    owner.Return(session);
                }
                else
                {
                    // Another connection may find the file in order again.
                    Forget();
                    await owner.CloseAsync(session);
                }
            }
        }

        private SqliteCommand Command(DatabaseQuestion question)
        {
            if (!session.Commands.TryGetValue(question.Statement.Text, out var command))
            {
                if (session.Commands.Count >= KeptCommands)
                {
                    Forget();
                }

                command = session.Connection.CreateCommand();
                command.CommandText = question.Statement.Text;
                session.Commands.Add(question.Statement.Text, command);
            }

            command.Transaction = transaction;
            command.Parameters.Clear();
            var position = 1;
            foreach (var parameter in question.Statement.Parameters)
            {
                var given = (SqliteParameter)parameter(question.Arguments);
                given.ParameterName = string.Create(CultureInfo.InvariantCulture, $"${position++}");
                command.Parameters.Add(given);
            }

            return command;
        }

        private void Forget()
        {
            foreach (var command in session.Commands.Values)
            {
                command.Dispose();
            }

            session.Commands.Clear();
        }
    }
}
