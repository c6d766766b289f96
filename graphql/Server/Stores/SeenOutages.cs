namespace IndhCoops.GraphQL.Stores;

/// <summary>What requests have learned of the database's health, which no probe can find out.</summary>
internal sealed class SeenOutages(TimeProvider clock)
{
    // No probe can tell that a remote disk is full: only a write fails.
    private static readonly TimeSpan FullFor = TimeSpan.FromMinutes(1);

    private volatile bool _isDamaged;
    private long _fullAt = long.MinValue;

    /// <summary>Whether a statement met a damaged page since the database was last found sound.</summary>
    public bool IsDamaged => _isDamaged;

    /// <summary>Whether something could not be written lately because the disk was full.</summary>
    public bool HasFullDisk => Volatile.Read(ref _fullAt) is var at and > long.MinValue && clock.GetElapsedTime(at) < FullFor;

    /// <summary>Remembers an outage that a request met.</summary>
    public void Add(DatabaseOutage outage)
    {
        if (outage == DatabaseOutage.Damaged)
        {
            _isDamaged = true;
        }
        else if (outage == DatabaseOutage.Full)
        {
            Volatile.Write(ref _fullAt, clock.GetTimestamp());
        }
    }

    /// <summary>Says that the database was found sound.</summary>
    public void FoundSound() => _isDamaged = false;
}
