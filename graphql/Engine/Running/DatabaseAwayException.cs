namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>
/// The database cannot be reached, closed the connection, or cancelled a statement for something else. Nothing is wrong with the
/// request: later, or by another server, it can be answered. An error that will come again is not an outage.
/// </summary>
internal sealed class DatabaseAwayException(Exception cause) : Exception("The database is away.", cause);
