using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace IndhCoops.Domain.Persistence;

/// <summary>Says in a sentence why a database could not be used, to an operator: where it is, what is wrong, what to do. Never a password.</summary>
public static class DatabaseFailure
{
    /// <summary>What is wrong; null where an exception is not a database's.</summary>
    /// <param name="exception">The exception alone, not what it wraps.</param>
    /// <param name="database">The database; null where it is not known.</param>
    public static string? Explain(Exception exception, DatabaseOptions? database) => exception switch
    {
        DatabaseReplacedException replaced => replaced.Message,
        SqliteException sqlite => Explain(sqlite, database),
        PostgresException or NpgsqlException => Explain(exception, Postgres.Of(database)),
        SocketException or AuthenticationException or TimeoutException when database is { Kind: DatabaseKind.PostgreSql } => Explain(exception, Postgres.Of(database)),
        _ => null,
    };

    private static string Explain(SqliteException exception, DatabaseOptions? database)
    {
        var path = database is { Kind: DatabaseKind.Sqlite } ? Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource) : null;
        var file = path is null ? "The database file" : $"The database file {path}";
        return exception.SqliteErrorCode switch
        {
            _ when Directory.Exists(path) => $"{file} is a folder: move it away, or choose another folder with --data.",
            raw.SQLITE_NOTADB => $"{file} is not a SQLite database: restore it from a backup, or move it away to begin with a new one.",
            raw.SQLITE_CORRUPT => $"{file} is damaged: restore it from a backup.",
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => $"{file} cannot be opened: give this user the right to read and write it and its folder, or choose another folder with --data.",
            raw.SQLITE_READONLY => $"{file} cannot be written: it, its folder or its disk is read-only. Give this user the right to write it, or choose another folder with --data.",
            raw.SQLITE_FULL => $"{file} cannot grow: its disk is full. Free some space, and start again.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{file} is locked by another program that writes to it: wait for that program, or end it.",
            raw.SQLITE_IOERR => $"{file} cannot be read or written: the disk reports an error ({exception.SqliteExtendedErrorCode}).",
            _ => $"{file} cannot be used: {exception.Message.TrimEnd('.')}.",
        };
    }

    private static string? Explain(Exception exception, Postgres at) => exception switch
    {
        PostgresException server => server.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => $"{at} refuses the password of '{at.User}': correct the user or the password in the connection string.",
            PostgresErrorCodes.InvalidAuthorizationSpecification => $"{at} does not let '{at.User}' in: {server.MessageText}.",
            PostgresErrorCodes.InvalidCatalogName => $"{at} has no database '{at.Database}': create it, or correct the name in the connection string.",
            PostgresErrorCodes.InsufficientPrivilege => $"{at}: '{at.User}' lacks a right in the database '{at.Database}': {server.MessageText}.",
            PostgresErrorCodes.TooManyConnections => $"{at} has no connection left: {server.MessageText}. Raise max_connections, or let programs have fewer.",
            PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => $"{at} is starting or stopping: {server.MessageText}. Try again in a moment.",
            PostgresErrorCodes.ReadOnlySqlTransaction => $"{at} is read-only, and something has to be written to the database '{at.Database}': use the primary, or take default_transaction_read_only away.",
            PostgresErrorCodes.DiskFull => $"{at} has no disk space left: {server.MessageText}.",
            var state => $"{at} refuses: {server.MessageText} ({state}).",
        },
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            $"No machine is called '{at.Host}': correct Host in the connection string of the database, or the name service.",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"Nobody listens at {at.Host}:{at.Port}: start PostgreSQL there, or correct Host and Port in the connection string of the database.",
        SocketException socket => $"{at} cannot be reached: {socket.Message.TrimEnd('.')}.",
        TimeoutException => $"{at} does not answer: check that it runs, and that no firewall is between.",
        AuthenticationException => $"{at} and this program cannot agree on an encrypted connection: {exception.Message.TrimEnd('.')}.",

        // What it wraps knows more.
        NpgsqlException { InnerException: { } inner } => Explain(inner, at) ?? $"{at} cannot be reached: {inner.Message.TrimEnd('.')}.",
        NpgsqlException when exception.Message.StartsWith("No password has been provided", StringComparison.Ordinal) => $"{at} wants a password of '{at.User}': add Password=… to the connection string.",
        NpgsqlException => $"{at} cannot be used: {exception.Message.TrimEnd('.')}.",
        _ => null,
    };

    private sealed record Postgres(string Host, int Port, string? User, string? Database)
    {
        public static Postgres Of(DatabaseOptions? options)
        {
            var settings = new NpgsqlConnectionStringBuilder(options is { Kind: DatabaseKind.PostgreSql } ? options.ConnectionString : null);
            return new Postgres(settings.Host ?? "its host", settings.Port, settings.Username ?? Environment.UserName, settings.Database ?? settings.Username);
        }

        public override string ToString() => $"PostgreSQL at {Host}:{Port}";
    }
}
