using System.Collections;

namespace IndhCoops.GraphQL.Http;

/// <summary>The correlation id as loggers like it: a text for those that print, a pair for those that index.</summary>
internal sealed class CorrelationScope(string id) : IReadOnlyList<KeyValuePair<string, object>>
{
    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public KeyValuePair<string, object> this[int index] =>
        index == 0 ? new("CorrelationId", id) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        yield return this[0];
    }

    /// <inheritdoc/>
    public override string ToString() => $"CorrelationId:{id}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
