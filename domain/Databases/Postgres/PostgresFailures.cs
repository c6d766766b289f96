using System.Net.Sockets;
using System.Security.Authentication;
using IndhCoops.Domain.Persistence;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>What PostgreSQL's codes mean: https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal sealed class PostgresFailures : DatabaseFailures
{
    private const string IdleInTransactionTimeout = "25P03";
    private const string IdleSessionTimeout = "57P05";
    private const string ConnectionExceptions = "08";

    public override DatabaseOutage? OutageOf(Exception exception) => exception switch
    {
        PostgresException server => OutageOf(server),
        NpgsqlException { IsTransient: true } or DatabaseTokenException => DatabaseOutage.Away,
        _ => null,
    };

    public override string? Explain(Exception exception, DatabaseOptions? database) => exception switch
    {
        NpgsqlException or DatabaseTokenException => Explain(exception, Server.Of(database)),
        SocketException or AuthenticationException or TimeoutException when database is { Kind: DatabaseKind.PostgreSql } =>
            Explain(exception, Server.Of(database)),
        _ => null,
    };

    public override bool IsRefusedBy(Exception? exception, DatabaseRule rule) =>
        exception is PostgresException server && server.ConstraintName == rule.Constraint;

    // An internal error (XX000) is one statement's own, though the driver drops the connection for it.
    private static DatabaseOutage? OutageOf(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseOutage.ReadOnly,
        PostgresErrorCodes.DiskFull => DatabaseOutage.Full,
        PostgresErrorCodes.LockNotAvailable => DatabaseOutage.Busy,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => DatabaseOutage.Away,
        PostgresErrorCodes.TooManyConnections or IdleInTransactionTimeout or IdleSessionTimeout => DatabaseOutage.Away,

        // For a client it is an outage: it cannot mend the server's own password or database.
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InvalidCatalogName =>
            DatabaseOutage.Away,
        var state => state.StartsWith(ConnectionExceptions, StringComparison.Ordinal) ? DatabaseOutage.Away : null,
    };

    private static string? Explain(Exception exception, Server at) => exception switch
    {
        PostgresException server => server.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword =>
                $"{at} refuses the password of '{at.User}': correct the user or the password in the connection string.",
            PostgresErrorCodes.InvalidAuthorizationSpecification => $"{at} does not let '{at.User}' in: {server.MessageText}.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"{at} has no database '{at.Database}': create it, or correct the name in the connection string.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"{at}: '{at.User}' lacks a right in the database '{at.Database}': {server.MessageText}.",
            PostgresErrorCodes.TooManyConnections =>
                $"{at} has no connection left: {server.MessageText}. Raise max_connections, or let programs have fewer.",
            PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
                $"{at} is starting or stopping: {server.MessageText}. Try again in a moment.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                $"{at} is read-only, and something has to be written to the database '{at.Database}': "
                    + "use the primary, or take default_transaction_read_only away.",
            PostgresErrorCodes.DiskFull => $"{at} has no disk space left: {server.MessageText}.",
            var state => $"{at} refuses: {server.MessageText} ({state}).",
        },
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            $"No machine is called '{at.Host}': correct Host in the connection string of the database, or the name service.",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"Nobody listens at {at.Host}:{at.Port}: start PostgreSQL there, or correct Host and Port in the connection string of the "
                + "database.",
        SocketException socket => $"{at} cannot be reached: {socket.Message.TrimEnd('.')}.",
        DatabaseTokenException => exception.Message,
        TimeoutException => $"{at} does not answer: check that it runs, and that no firewall is between.",
        AuthenticationException => $"{at} and this program cannot agree on an encrypted connection: {exception.Message.TrimEnd('.')}.",

        // What it wraps knows more.
        NpgsqlException { InnerException: { } inner } => Explain(inner, at) ?? $"{at} cannot be reached: {inner.Message.TrimEnd('.')}.",
        NpgsqlException when exception.Message.StartsWith("No password has been provided", StringComparison.Ordinal) =>
            $"{at} wants a password of '{at.User}': add Password=… to the connection string.",
        NpgsqlException => $"{at} cannot be used: {exception.Message.TrimEnd('.')}.",
        _ => null,
    };

    private sealed record Server(string Host, int Port, string? User, string? Database)
    {
        public static Server Of(DatabaseOptions? options)
        {
            var settings = new NpgsqlConnectionStringBuilder(
                options is { Kind: DatabaseKind.PostgreSql } ? options.ConnectionString : null);
            return new Server(
                settings.Host ?? "its host",
                settings.Port,
                settings.Username ?? Environment.UserName,
                settings.Database ?? settings.Username);
        }

        public override string ToString() => $"PostgreSQL at {Host}:{Port}";
    }
}
