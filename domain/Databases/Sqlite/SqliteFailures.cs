using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>What SQLite's result codes mean: https://www.sqlite.org/rescode.html.</summary>
internal sealed class SqliteFailures : DatabaseFailures
{
    // SQLITE_CONSTRAINT_TRIGGER.
    private const int RaisedByTrigger = 1811;

    public override DatabaseOutage? OutageOf(Exception exception) =>
        exception is not SqliteException sqlite ? null : sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => DatabaseOutage.Busy,
            raw.SQLITE_READONLY when sqlite.SqliteExtendedErrorCode == raw.SQLITE_READONLY_DBMOVED => DatabaseOutage.Replaced,
            raw.SQLITE_READONLY => DatabaseOutage.ReadOnly,
            _ when IsFull(sqlite) => DatabaseOutage.Full,
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => DatabaseOutage.Damaged,
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => DatabaseOutage.Away,
            _ => null,
        };

    public override string? Explain(Exception exception, DatabaseOptions? database)
    {
        if (exception is not SqliteException sqlite)
        {
            return null;
        }

        var path = database is { Kind: DatabaseKind.Sqlite }
            ? Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource)
            : null;
        var file = path is null ? "The database file" : $"The database file {path}";
        return sqlite.SqliteErrorCode switch
        {
            _ when Directory.Exists(path) => $"{file} is a folder: move it away, or choose another folder with --data.",
            raw.SQLITE_NOTADB => $"{file} is not a SQLite database: restore it from a backup, or move it away to begin with a new one.",
            raw.SQLITE_CORRUPT => $"{file} is damaged: restore it from a backup.",
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
                $"{file} cannot be opened: give this user the right to read and write it and its folder, "
                    + "or choose another folder with --data.",
            raw.SQLITE_READONLY =>
                $"{file} cannot be written: it, its folder or its disk is read-only. Give this user the right to write it, "
                    + "or choose another folder with --data.",
            _ when IsFull(sqlite) => $"{file} cannot grow: its disk is full. Free some space, and start again.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"{file} is locked by another program that writes to it: wait for that program, or end it.",
            raw.SQLITE_IOERR => $"{file} cannot be read or written: the disk reports an error ({sqlite.SqliteExtendedErrorCode}).",
            _ => $"{file} cannot be used: {sqlite.Message.TrimEnd('.')}.",
        };
    }

    public override bool IsRefusedBy(Exception? exception, DatabaseRule rule) =>
        exception is SqliteException { SqliteExtendedErrorCode: RaisedByTrigger } sqlite
            && rule.Messages.Any(message => sqlite.Message.Contains(message, StringComparison.Ordinal));

    // The index of the log is a file too, which has to be made where nobody has the database open.
    private static bool IsFull(SqliteException exception) =>
        exception.SqliteErrorCode == raw.SQLITE_FULL || exception.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE;
}
