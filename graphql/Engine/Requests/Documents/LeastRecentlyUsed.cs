using System.Diagnostics.CodeAnalysis;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>A cache with a bound: what was used longest ago goes first, so that no client can make it grow.</summary>
internal sealed class LeastRecentlyUsed<TKey, TValue>(long capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value, long Size)>> _entries = [];
    private readonly LinkedList<(TKey Key, TValue Value, long Size)> _byUse = [];
    private long _size;

    /// <summary>What is kept, by the sizes that it was said to have.</summary>
    public long Size => Volatile.Read(ref _size);

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
            }

            value = node?.Value.Value;
            return value is not null;
        }
    }

    public void Set(TKey key, TValue value, long size)
    {
        if (size > capacity)
        {
            return;
        }

        lock (_gate)
        {
            if (_entries.Remove(key, out var known))
            {
                _byUse.Remove(known);
                _size -= known.Value.Size;
            }

            _entries.Add(key, _byUse.AddFirst((key, value, size)));
            _size += size;
            while (_size > capacity)
            {
                var last = _byUse.Last!;
                _byUse.RemoveLast();
                _entries.Remove(last.Value.Key);
                _size -= last.Value.Size;
            }
        }
    }
}
