using IndhCoops.Domain.Persistence;

namespace IndhCoops.Domain.Databases;

/// <summary>Explains the exceptions of one database's driver, and only of that driver.</summary>
internal abstract class DatabaseFailures
{
    /// <summary>The outage that an exception reports; null where it reports none. Inner exceptions are not looked at.</summary>
    public abstract DatabaseOutage? OutageOf(Exception exception);

    /// <summary>
    /// Says in a sentence what is wrong and what to do; null where the exception is not this database's. Never a password.
    /// </summary>
    /// <param name="exception">The exception alone, not what it wraps.</param>
    /// <param name="database">The database, which may be of another kind; null where it is not known.</param>
    public abstract string? Explain(Exception exception, DatabaseOptions? database);

    /// <summary>Whether the database refused a write by a rule.</summary>
    public abstract bool IsRefusedBy(Exception? exception, DatabaseRule rule);
}
