using Azure.Identity;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace IndhCoops.Domain.Persistence;

/// <summary>Why a database cannot do at the moment what it is asked for, whoever asks: nothing is wrong with the request.</summary>
public enum DatabaseOutage
{
    /// <summary>It cannot be reached, or left while it was asked.</summary>
    Away,

    /// <summary>It takes no writes: a standby, or a disk that was mounted read-only.</summary>
    ReadOnly,

    /// <summary>Its disk is full.</summary>
    Full,

    /// <summary>Another program holds a lock on it for longer than anybody waits.</summary>
    Busy,

    /// <summary>Its file is damaged.</summary>
    Damaged,

    /// <summary>Its file was removed or replaced.</summary>
    Replaced,
}

/// <summary>Tells outages of the database from errors that the same request would meet again.</summary>
public static class DatabaseOutages
{
    private const string IdleInTransactionTimeout = "25P03";
    private const string IdleSessionTimeout = "57P05";
    private const string ConnectionExceptions = "08";

    /// <summary>The outage that an exception, or what it wraps, tells of; null where it tells of none.</summary>
    public static DatabaseOutage? Of(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case DatabaseReplacedException:
                    return DatabaseOutage.Replaced;
                case SqliteException sqlite:
                    return Of(sqlite);
                case PostgresException server:
                    return Of(server);
                case NpgsqlException { IsTransient: true } or AuthenticationFailedException:
                    return DatabaseOutage.Away;

                // Of several hosts none could be reached.
                case AggregateException several when several.InnerExceptions.Select(Of).FirstOrDefault(outage => outage is not null) is { } outage:
                    return outage;
            }
        }

        return null;
    }

    /// <summary>What the log keeps of an exception beside its sentence: nothing where it tells of an outage, whose stack trace says nothing that an operator could use.</summary>
    public static Exception? TraceOf(Exception exception) => Of(exception) is null ? exception : null;

    private static DatabaseOutage? Of(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => DatabaseOutage.Busy,
        raw.SQLITE_READONLY when exception.SqliteExtendedErrorCode == raw.SQLITE_READONLY_DBMOVED => DatabaseOutage.Replaced,
        raw.SQLITE_READONLY => DatabaseOutage.ReadOnly,
        raw.SQLITE_FULL => DatabaseOutage.Full,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => DatabaseOutage.Damaged,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => DatabaseOutage.Away,
        _ => null,
    };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html. An internal error (XX000) is one statement's own, though the driver drops the connection for it.
    private static DatabaseOutage? Of(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseOutage.ReadOnly,
        PostgresErrorCodes.DiskFull => DatabaseOutage.Full,
        PostgresErrorCodes.LockNotAvailable => DatabaseOutage.Busy,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => DatabaseOutage.Away,
        PostgresErrorCodes.TooManyConnections or IdleInTransactionTimeout or IdleSessionTimeout => DatabaseOutage.Away,

        // Whoever asks for data cannot help it that the server's own password or database is gone.
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName => DatabaseOutage.Away,
        var state => state.StartsWith(ConnectionExceptions, StringComparison.Ordinal) ? DatabaseOutage.Away : null,
    };
}
