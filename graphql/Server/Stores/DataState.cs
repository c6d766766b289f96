using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores;

/// <summary>
/// A state of the data. States are numbered; a later state knows what was written since an earlier one. Whoever asks for a state first and
/// reads the database afterwards reads at least everything that was written before the state.
/// </summary>
internal sealed class DataState : IDataState
{
    // The most rows that are remembered one by one. Imports write more; the copy by columns then reads the whole tables again.
    private const int MaxRemembered = 20_000;

    private readonly IReadOnlyDictionary<string, long> _writtenAt;
    private readonly (long Number, TableWrite Write)[] _writes;
    private readonly long _knownSince;
    private readonly long _rowsKnownSince;

    private DataState(
        long number, IReadOnlyDictionary<string, long> writtenAt, (long, TableWrite)[] writes, long knownSince, long rowsKnownSince) =>
        (Number, _writtenAt, _writes, _knownSince, _rowsKnownSince) = (number, writtenAt, writes, knownSince, rowsKnownSince);

    public long Number { get; }

    /// <summary>The first state that is known of some tables. What was written before it is unknown.</summary>
    /// <param name="number">Its number: greater than that of any state before.</param>
    /// <param name="tables">The tables whose writes are noted.</param>
    public static DataState First(long number, IReadOnlyList<string> tables) =>
        new(number, tables.ToDictionary(table => table, _ => number), [], number, number);

    public bool AreUnwritten(IReadOnlyList<string> tables, long since)
    {
        if (since < _knownSince)
        {
            return false;
        }

        for (var i = 0; i < tables.Count; i++)
        {
            if (!_writtenAt.TryGetValue(tables[i], out var at) || at > since)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What was written since an earlier state, each table once; null where that is no longer known: it may be anything.</summary>
    /// <param name="since">The number of that state.</param>
    public IReadOnlyList<TableWrite>? WritesSince(long since)
    {
        if (since < _knownSince)
        {
            return null;
        }

        var writes = _writes[(Array.FindLastIndex(_writes, write => write.Number <= since) + 1)..].Select(write => write.Write);
        return TableWrite.Merge(since >= _rowsKnownSince ? writes : writes.Concat(
            _writtenAt.Where(table => table.Value > since).Select(table => new TableWrite(table.Key, null))));
    }

    internal DataState After(IReadOnlyList<TableWrite> writes)
    {
        var number = Number + 1;
        var writtenAt = new Dictionary<string, long>(_writtenAt);
        foreach (var write in writes)
        {
            writtenAt[write.Table] = number;
        }

        (long Number, TableWrite Write)[] all = [.. _writes, .. writes.Select(write => (number, write))];
        var (first, size) = (all.Length, 0);
        while (first > 0 && (size += all[first - 1].Write.Size) <= MaxRemembered)
        {
            first--;
        }

        // Of the states at or after that of the last write that is forgotten, the rows are known.
        return new DataState(number, writtenAt, all[first..], _knownSince, first == 0 ? _rowsKnownSince : all[first - 1].Number);
    }
}
