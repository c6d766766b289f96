using IndhCoops.Domain.Databases;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>
/// Asks a connection of its own, which never writes: SQLite counts for it what all others have committed
/// (https://www.sqlite.org/pragma.html#pragma_data_version). It is a look at shared memory, so each request looks for itself. What was
/// committed stands in the write list, which is read only then. A log that a writer begins anew (each 1,000 pages) counts too: in the
/// moment before that writer commits, everything is taken for unknown.
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
                if (_state is null || _list.Version() != _seen)
                {
                    (var writes, _seen) = _list.Read();
                    _state = writes is not null && _state is not null ? _state.After(writes) : DataState.First(_number + 1, _tables);
                    _number = _state.Number;
                    if (!_list.IsWatched && _wasWatched)
                    {
                        UnwatchedTables.Log(logger);
                    }

                    _wasWatched = _list.IsWatched;
                }

                return new(_state);
            }
            catch (Exception exception)
            {
                // Also a line that somebody else wrote, with an id that is none.
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

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The version of the data could not be read; answers are not kept meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);
}
