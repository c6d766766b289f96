using Npgsql;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>Tells an outage of PostgreSQL, after which the same request can be answered, from an error that will come again.</summary>
/// <remarks>
/// Neither the driver's <see cref="NpgsqlException.IsTransient"/> nor the state of the connection tells: Npgsql calls a full disk
/// transient, and drops the connection on every internal error (XX000), which may concern one statement only.
/// </remarks>
internal static class PostgresOutage
{
    /// <summary>Whether a failure to connect, or whatever an exception wraps, is an outage.</summary>
    public static bool Explains(Exception exception) => exception switch
    {
        PostgresException server => Explains(server),
        _ when DatabaseOutages.Of(exception) is not null => true,
        { InnerException: { } cause } => Explains(cause),
        _ => false,
    };

    /// <summary>Whether a failure of a statement is an outage.</summary>
    /// <param name="isConnectionLost">Whether the connection can no longer be used.</param>
    public static bool Explains(Exception exception, bool isConnectionLost) =>

        // What a crashing server sends last may be no message at all; the driver then throws something that is not its own exception.
        exception is PostgresException server ? Explains(server) : isConnectionLost;

    private static bool Explains(PostgresException server) => server.SqlState switch
    {
        // A replica cancels a statement that blocks what it replays
        // (https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT).
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => true,

        // A server that stops ends parallel workers first; their leader reports them as lost.
        PostgresErrorCodes.ObjectNotInPrerequisiteState => server.File == "parallel.c",
        _ => DatabaseOutages.Of(server) is not null,
    };
}
