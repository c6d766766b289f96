namespace IndhCoops.GraphQL.Execution.Running;

/// <summary>
/// The database cannot be reached, left while it was asked, or broke off what was asked for something else. Nothing is wrong with the
/// request: later, or elsewhere, it can be answered.
/// </summary>
internal sealed class DatabaseAwayException(Exception cause) : Exception("The database is away.", cause);
