using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>Kept connections to a SQLite file, each with the statements that it has compiled.</summary>
internal sealed class SqliteSessions(string connectionString) : IAsyncDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <summary>One that nobody uses.</summary>
    public SqliteSession Take() => _idle.TryTake(out var session) ? session : new SqliteSession(connectionString);

    /// <summary>Takes it back.</summary>
    public void Return(SqliteSession session) => _idle.Add(session);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var session))
        {
            await session.DisposeAsync();
        }
    }
}

/// <summary>A connection and its statements.</summary>
internal sealed class SqliteSession : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>Opens a connection.</summary>
    public SqliteSession(string connectionString)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        _connection.Open();

        // As the server's own: statements stay compiled, and pages stay in memory.
        raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        using var cache = _connection.CreateCommand();
        cache.CommandText = "pragma cache_size = -16384";
        cache.ExecuteNonQuery();
    }

    /// <summary>Runs a statement, compiled the first time.</summary>
    public SqliteDataReader Ask(string sql, params ReadOnlySpan<object> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.AddWithValue($"${i + 1}", values[i]);
            }

            command.Prepare();
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteReader();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
