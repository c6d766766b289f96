using IndhCoops.Domain.Persistence;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Tells outages of the database from other errors, for clients, for the log and for whoever watches the server's health.</summary>
internal sealed class Outages(TimeProvider clock, ILogger<Outages> logger)
{
    // No probe can tell of a remote disk that it is full: only who writes learns of it.
    private static readonly TimeSpan FullFor = TimeSpan.FromMinutes(1);

    private volatile bool _isDamaged;
    private long _fullAt = long.MinValue;

    /// <summary>Whether a statement met a damaged page since the database was last found sound.</summary>
    public bool HasSeenDamage => _isDamaged;

    /// <summary>Whether something could not be written lately because the disk was full.</summary>
    public bool HasSeenFullDisk => Volatile.Read(ref _fullAt) is var at and > long.MinValue && clock.GetElapsedTime(at) < FullFor;

    /// <summary>What a client is told of an outage, which is logged and remembered; null where an exception is another error.</summary>
    public Unavailability? Explain(HttpContext context, Exception exception)
    {
        if (Unavailability.OutageOf(exception) is not { } outage)
        {
            return null;
        }

        HttpLog.PutOff(logger, context.Request.Method, context.Request.Path, outage, exception.GetBaseException().Message);
        if (outage == DatabaseOutage.Damaged)
        {
            _isDamaged = true;
        }
        else if (outage == DatabaseOutage.Full)
        {
            Volatile.Write(ref _fullAt, clock.GetTimestamp());
        }

        return Unavailability.Of(outage, exception);
    }

    /// <summary>Says that the database was found damaged.</summary>
    public void FoundDamage() => _isDamaged = true;

    /// <summary>Says that the database was found sound.</summary>
    public void FoundSound() => _isDamaged = false;
}
