namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Writes the condition that continues an order at a cursor: what page 1,000 costs is what page 1 costs.</summary>
internal static class KeysetSql
{
    /// <summary>Rows that come after the given keys, or before them.</summary>
    public static string Beyond(IReadOnlyList<SortKey> keys, bool after, Func<int, string> parameter)
    {
        var values = keys.Select((_, i) => parameter(i)).ToList();
        if (keys.All(key => key.IsDescending == keys[0].IsDescending))
        {
            var symbol = Symbol(keys[0], after);
            return keys.Count == 1
                ? $"{keys[0].Expression} {symbol} {values[0]}"
                : $"({string.Join(", ", keys.Select(key => key.Expression))}) {symbol} ({string.Join(", ", values)})";
        }

        // Keys of mixed directions: the outer bound on the first key lets an index find the place.
        var condition = $"{keys[^1].Expression} {Symbol(keys[^1], after)} {values[^1]}";
        for (var i = keys.Count - 2; i >= 0; i--)
        {
            var symbol = Symbol(keys[i], after);
            condition = $"{keys[i].Expression} {symbol}= {values[i]} and ({keys[i].Expression} {symbol} {values[i]} or ({condition}))";
        }

        return $"({condition})";
    }

    /// <summary>The keys as an <c>order by</c> list, reversed where a page is read from its end.</summary>
    public static string OrderBy(IReadOnlyList<SortKey> keys, bool reversed) =>
        string.Join(", ", keys.Select(key => key.Expression + (key.IsDescending != reversed ? " desc" : "")));

    private static string Symbol(SortKey key, bool after) => key.IsDescending == after ? "<" : ">";
}
