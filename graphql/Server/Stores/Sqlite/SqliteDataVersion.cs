using IndhCoops.Domain.Databases;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>
/// Asks a connection of its own, which never writes: SQLite counts for it what all others have committed
/// (https://www.sqlite.org/pragma.html#pragma_data_version). It is a look at shared memory, so each request looks for itself. What was
/// committed stands in the write list, which is read only then. A log that a writer begins anew (each 1,000 pages) counts too: in the
/// moment before that writer commits, everything is taken for unknown.
/// </summary>
internal sealed class SqliteDataVersion(DatabaseOptions database, ILogger<SqliteDataVersion> logger)
    : DataVersion(WriteList.TablesOf(database), logger)
{
    private readonly Lock _gate = new();
    private SqliteWriteList? _list;
    private long _seen;

    public override ValueTask<DataState?> CurrentAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            try
            {
                _list ??= new SqliteWriteList(database, Tables);
                if (State is null || _list.Version() != _seen)
                {
                    (var writes, _seen) = _list.Read();
                    Advance(writes, _list.IsWatched);
                }

                return new(State);
            }
            catch (Exception exception)
            {
                // Also a line that somebody else wrote, with an id that is none.
                TellUnknown(exception);
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

    private void Close()
    {
        _list?.Dispose();
        _list = null;
        Forget();
    }
}
