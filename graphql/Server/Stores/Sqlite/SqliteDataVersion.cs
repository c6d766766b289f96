using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>
/// Asks a connection of its own, which never writes: SQLite counts for it what all others have committed
/// (https://www.sqlite.org/pragma.html#pragma_data_version). It is a look at shared memory, so each request looks for itself. What was
/// committed stands in the write list, which is read only then.
/// </summary>
internal sealed partial class SqliteDataVersion(DatabaseOptions database, ILogger<SqliteDataVersion> logger) : DataVersion
{
    private readonly IReadOnlyList<string> _tables = WriteList.TablesOf(database);
    private readonly Lock _gate = new();
    private SqliteWriteList? _list;
    private DataState? _state;
    private long _number;
    private long _seen;
    private bool _wasWatched = true;

    public override ValueTask<DataState?> CurrentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            try
            {
                _list ??= SqliteWriteList.Open(database.ConnectionString, _tables);
                var seen = _list.Version();
                if (_state is null || seen != _seen)
                {
                    // In this order: what is committed meanwhile makes another version, and is looked for again.
                    _state = _list.Read() is { } writes && _state is not null
                        ? _state.After(writes)
                        : DataState.First(_number + 1, _tables);
                    (_seen, _number) = (seen, _state.Number);
                    if (!_list.IsWatched && _wasWatched)
                    {
                        UnwatchedTables.Log(logger);
                    }

                    _wasWatched = _list.IsWatched;
                }

                return new(_state);
            }
            catch (SqliteException exception)
            {
                LogUnknown(logger, exception.GetBaseException().Message, DatabaseOutages.TraceOf(exception));
                Close();
                return new((DataState?)null);
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            Close();
        }

        return ValueTask.CompletedTask;
    }

    // Another connection counts from another number, and may find another file: what was seen on the last one says nothing.
    private void Close()
    {
        _list?.Dispose();
        (_list, _state) = (null, null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The version of the data could not be read; answers are not kept meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);
}
