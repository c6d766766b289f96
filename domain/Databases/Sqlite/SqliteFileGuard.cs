using System.Data.Common;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>
/// Refuses to use a database file that was removed or replaced. Pooled connections would go on with the former file, which no path reaches
/// any more, and everything written would be lost.
/// </summary>
internal sealed class SqliteFileGuard : DbConnectionInterceptor
{
    private volatile bool _wasOpened;

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        RequireFile(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        RequireFile(connection);
        return new(result);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        RequireSameFile((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        RequireSameFile((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    // SQLite would make a new file, and it would be empty.
    private void RequireFile(DbConnection connection)
    {
        if (_wasOpened && !File.Exists(connection.DataSource))
        {
            throw new DatabaseReplacedException(connection.DataSource);
        }
    }

    private void RequireSameFile(SqliteConnection connection)
    {
        if (SqliteFile.HasMoved(connection))
        {
            SqliteConnection.ClearPool(connection);
            throw new DatabaseReplacedException(connection.DataSource);
        }

        _wasOpened = true;
    }
}
