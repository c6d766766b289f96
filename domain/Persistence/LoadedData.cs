namespace IndhCoops.Domain.Persistence;

/// <summary>A note in the database of what was loaded into it, so that a second start loads nothing twice.</summary>
public sealed class LoadedData(string name, string fingerprint, DateTimeOffset loadedAt)
{
    /// <summary>What was loaded.</summary>
    public string Name { get; private set; } = name;

    /// <summary>Identifies the content: the same fingerprint, the same rows.</summary>
    public string Fingerprint { get; set; } = fingerprint;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset LoadedAt { get; set; } = loadedAt;
}
