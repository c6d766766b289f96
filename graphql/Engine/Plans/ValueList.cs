using System.Collections;
using System.Runtime.CompilerServices;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>A list that equals another list with equal elements, so that records of a plan are compared by value.</summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
internal sealed class ValueList<T>(T[] items) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    public int Count => items.Length;

    public T this[int index] => items[index];

    public bool Equals(ValueList<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.Items, EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    private T[] Items => items;
}

internal static class ValueList
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>Where an element stands in a list, to which it is added where it is not there yet.</summary>
    public static int Once<T>(this List<T> list, T item)
    {
        if (list.IndexOf(item) is >= 0 and var index)
        {
            return index;
        }

        list.Add(item);
        return list.Count - 1;
    }
}
