using System.Collections;

namespace IndhCoops.Hosting.Telemetry;

/// <summary>The correlation id as loggers like it: a text for those that print, a pair for those that index.</summary>
public sealed class CorrelationScope(string id) : IReadOnlyList<KeyValuePair<string, object>>
{
    /// <summary>What the id is called in logs.</summary>
    public const string Name = "CorrelationId";

    /// <summary>The id.</summary>
    public string Id => id;

    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public KeyValuePair<string, object> this[int index] =>
        index == 0 ? new(Name, id) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        yield return this[0];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}:{id}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
