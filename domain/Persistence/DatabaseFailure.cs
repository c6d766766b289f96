using IndhCoops.Domain.Databases;

namespace IndhCoops.Domain.Persistence;

/// <summary>
/// Says in a sentence why a database could not be used, to an operator: where it is, what is wrong, what to do. Never a password.
/// </summary>
public static class DatabaseFailure
{
    /// <summary>What is wrong; null where an exception is not a database's.</summary>
    /// <param name="exception">The exception alone, not what it wraps.</param>
    /// <param name="database">The database; null where it is not known.</param>
    public static string? Explain(Exception exception, DatabaseOptions? database) => exception is DatabaseReplacedException
        ? exception.Message
        : DatabaseProvider.All.Select(provider => provider.Failures.Explain(exception, database))
            .FirstOrDefault(sentence => sentence is not null);
}
