using System.Collections.Concurrent;
using IndhCoops.GraphQL.Engine.Running;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>The connections of the graph, which are kept open from one request to the next.</summary>
internal sealed class SqliteSessions(DatabaseOptions database) : IDisposable
{
    // In seconds, for a lock that shuts readers out: SQLite has none in ordinary use.
    private const int LongestWait = 5;

    // In bytes, of pages that a connection has read and that nobody has written since.
    private const int LargeCache = 16 * 1024 * 1024;

    // 128 MB in all. Where more connections are busy, the others have SQLite's own cache, of 2 MB.
    private const int MaxLargeCaches = 8;

    // The one that was used last has the most of what comes next in its cache.
    private readonly ConcurrentStack<SqliteSession> _idle = [];
    private readonly ConcurrentStack<SqliteSession> _idleWithLargeCache = [];
    private int _largeCaches;

    /// <summary>A connection that nobody else uses until it is returned or closed.</summary>
    public SqliteSession Take() => TakeIdle() ?? Open();

    public void Return(SqliteSession session) => (session.HasLargeCache ? _idleWithLargeCache : _idle).Push(session);

    public void Close(SqliteSession session)
    {
        if (session.HasLargeCache)
        {
            Interlocked.Decrement(ref _largeCaches);
        }

        session.Connection.Dispose();
    }

    public void Dispose()
    {
        while (TakeIdle() is { } session)
        {
            Close(session);
        }
    }

    private SqliteSession? TakeIdle() => _idleWithLargeCache.TryPop(out var session) || _idle.TryPop(out session) ? session : null;

    private SqliteSession Open()
    {
        var session = new SqliteSession(database.Open(SqliteOpenMode.ReadOnly, LongestWait), TakesLargeCache());
        try
        {
            // Otherwise SQLite looks at the values of parameters while it plans, and compiles a statement anew whenever they are given
            // (https://www.sqlite.org/queryplanner-ng.html#qpstab).
            raw.sqlite3_db_config(session.Connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            if (session.HasLargeCache)
            {
                session.Connection.Ask(string.Create(CultureInfo.InvariantCulture, $"pragma cache_size = -{LargeCache / 1024}"));
            }

            return session;
        }
        catch
        {
            Close(session);
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
}

/// <summary>A connection with the statements that it has compiled.</summary>
internal sealed record SqliteSession(SqliteConnection Connection, bool HasLargeCache)
{
    private const int KeptCommands = 200;

    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public SqliteCommand Command(DatabaseQuestion question, SqliteTransaction? transaction)
    {
        if (!_commands.TryGetValue(question.Statement.Text, out var command))
        {
            if (_commands.Count >= KeptCommands)
            {
                Forget();
            }

            _commands.Add(question.Statement.Text, command = Connection.Command(question.Statement.Text));
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
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}
