using Npgsql;

namespace IndhCoops.GraphQL.Execution.Running;

/// <summary>Tells an outage of PostgreSQL, after which the same request can be answered, from an error that will come again.</summary>
/// <remarks>
/// Neither the driver's <see cref="NpgsqlException.IsTransient"/> nor the state of the connection says it: the driver takes a full disk for
/// transient, and drops the connection on every internal error of the server (XX000), which may be one statement's own.
/// </remarks>
internal static class PostgresOutage
{
    // The server says these before it closes a connection, or instead of accepting one.
    private const string IdleInTransactionTimeout = "25P03";
    private const string IdleSessionTimeout = "57P05";
    private const string ConnectionExceptions = "08";

    /// <summary>Whether a failure to connect, or whatever an exception wraps, is an outage.</summary>
    public static bool Explains(Exception exception) => exception switch
    {
        PostgresException server => Explains(server),
        NpgsqlException { IsTransient: true } => true,

        // Of several hosts none could be reached, or none takes what is asked.
        AggregateException { InnerExceptions: var causes } => causes.Any(Explains),
        { InnerException: { } cause } => Explains(cause),
        _ => false,
    };

    /// <summary>Whether a failure of a statement is an outage.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="isConnectionLost">Whether the connection can no longer be used.</param>
    public static bool Explains(Exception exception, bool isConnectionLost) =>

        // What a crashing server sends last may be no message at all; the driver then throws something that is not its own exception.
        exception is PostgresException server ? Explains(server) : isConnectionLost;

    private static bool Explains(PostgresException server) => server.SqlState switch
    {
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => true,
        PostgresErrorCodes.TooManyConnections or IdleInTransactionTimeout or IdleSessionTimeout => true,

        // A replica cancels a statement that blocks what it replays (https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT).
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => true,

        // A server that stops ends parallel workers first; their leader reports them as lost.
        PostgresErrorCodes.ObjectNotInPrerequisiteState => server.File == "parallel.c",
        var state => state.StartsWith(ConnectionExceptions, StringComparison.Ordinal),
    };
}
