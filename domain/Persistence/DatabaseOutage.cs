using IndhCoops.Domain.Databases;


namespace IndhCoops.Domain.Persistence;

/// <summary>Why a database cannot serve any request at the moment. Nothing is wrong with the request.</summary>
public enum DatabaseOutage
{
    /// <summary>It cannot be reached, or the connection broke.</summary>
    Away,

    /// <summary>It takes no writes: a standby, or a disk that was mounted read-only.</summary>
    ReadOnly,

    /// <summary>Its disk is full.</summary>
    Full,

    /// <summary>Another program holds a lock on it for too long.</summary>
    Busy,

    /// <summary>Its file is damaged.</summary>
    Damaged,

    /// <summary>Its file was removed or replaced.</summary>
    Replaced,
}

/// <summary>Tells outages of the database from errors that would come again with the same request.</summary>
public static class DatabaseOutages
{
    /// <summary>The outage that an exception, or what it wraps, tells of; null where it tells of none.</summary>
    public static DatabaseOutage? Of(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var outage = cause switch
            {
                DatabaseReplacedException => DatabaseOutage.Replaced,

                // Of several hosts none could be reached.
                AggregateException several => several.InnerExceptions.Select(Of).FirstOrDefault(outage => outage is not null),
                _ => DatabaseProvider.All.Select(provider => provider.Failures.OutageOf(cause))
                    .FirstOrDefault(outage => outage is not null),
            };
            if (outage is not null)
            {
                return outage;
            }
        }

        return null;
    }

    /// <summary>
    /// The exception for the log, beside its sentence; null for an outage, whose stack trace is of no use to an operator.
    /// </summary>
    public static Exception? TraceOf(Exception exception) => Of(exception) is null ? exception : null;
}
