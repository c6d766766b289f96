namespace IndhCoops.GraphQL.Execution.Running;

/// <summary>The database cannot be reached, or left while it was asked. Nothing is wrong with the request: later it can be answered.</summary>
internal sealed class DatabaseAwayException(Exception cause) : Exception("The database is away.", cause);
