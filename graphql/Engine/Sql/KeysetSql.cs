using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>
/// Writes the condition that continues an order at a cursor: page 1,000 costs what page 1 costs. Null is lower than every value and a
/// state of its own: which keys of the cursor are null is part of the statement's text.
/// </summary>
/// <param name="keys">The keys of the order; no two rows share all of them.</param>
/// <param name="after">Whether rows after the cursor are asked for, or those before it.</param>
/// <param name="nulls">Which keys of the cursor are null: 0 for null; null where none is.</param>
/// <param name="comparesRows">Whether one comparison of rows may stand for several of values.</param>
/// <param name="parameter">Adds the parameter of a key that is not null.</param>
internal sealed class KeysetSql(IReadOnlyList<SqlSortKey> keys, bool after, string? nulls, bool comparesRows, Func<int, string> parameter)
{
    private readonly string?[] _values = [.. keys.Select((_, i) => nulls?[i] == '0' ? null : parameter(i))];

    /// <summary>Rows beyond the cursor.</summary>
    public string Condition() => Beyond(0);

    /// <summary>
    /// The same rows as ranges of the first key, so that an index finds each. There are two where nulls sort at the other end of the order:
    /// the values beyond the cursor and the nulls, or the nulls beyond it and all values.
    /// </summary>
    public IReadOnlyList<string> Ranges()
    {
        var key = keys[0];
        return (key.IsNullable, IsUpward(key), _values[0]) switch
        {
            (true, false, not null) => [Beyond(0, isWithoutNull: true), $"{key.Expression} is null"],
            (true, true, null) when keys.Count > 1 => [$"{key.Expression} is null and {Beyond(1)}", $"{key.Expression} is not null"],
            _ => [Condition()],
        };
    }

    /// <summary>The keys as an <c>order by</c> list, reversed where a page is read from its end.</summary>
    public static string OrderBy(SqlDialect dialect, IReadOnlyList<SqlSortKey> keys, bool reversed) =>
        string.Join(", ", keys.Select(key => dialect.Ordered(key.Expression, key.IsDescending != reversed, key.IsNullable)));

    /// <summary>The conditions that a page's cursors make.</summary>
    public static IEnumerable<string?> Bounds(PageKind page, IReadOnlyList<SqlSortKey> keys, SqlParameters parameters) =>
    [
        page.HasAfter ? Of(page, after: true, keys, parameters).Condition() : null,
        page.HasBefore ? Of(page, after: false, keys, parameters).Condition() : null,
    ];

    /// <summary>The condition of one of a page's cursors.</summary>
    public static KeysetSql Of(PageKind page, bool after, IReadOnlyList<SqlSortKey> keys, SqlParameters parameters) =>
        new(keys, after, page.Nulls(after), parameters.Dialect.HasRowComparison, i => parameters.Key(after, i, keys[i].Codec));

    private string Beyond(int first, bool isWithoutNull = false)
    {
        if (IsOneComparison(first, isWithoutNull))
        {
            return keys.Count - first == 1
                ? $"{keys[first].Expression} {Symbol(keys[first])} {_values[first]}"
                : $"({string.Join(", ", keys.Skip(first).Select(key => key.Expression))}) {Symbol(keys[first])} "
                    + $"({string.Join(", ", _values.Skip(first))})";
        }

        var key = keys[first];
        var rest = first + 1 < keys.Count ? Beyond(first + 1) : null;
        if (_values[first] is not { } value)
        {
            return (IsUpward(key), rest) switch
            {
                (true, null) => $"{key.Expression} is not null",
                (true, _) => $"({key.Expression} is not null or {rest})",
                (false, null) => "1 = 0",
                (false, _) => $"({key.Expression} is null and {rest})",
            };
        }

        // The outer bound on the key lets an index find the place.
        var beyond = $"{key.Expression} {Symbol(key)} {value}";
        var condition = rest is null ? beyond : $"{key.Expression} {Symbol(key)}= {value} and ({beyond} or {rest})";
        return key.IsNullable && !IsUpward(key) && !isWithoutNull ? $"({condition} or {key.Expression} is null)" : $"({condition})";
    }

    // A row comparison with a null is unknown, so it drops that row. That is right where nulls sort before the cursor.
    private bool IsOneComparison(int first, bool isWithoutNull) =>
        (comparesRows || keys.Count - first == 1)
        && keys.Index().Skip(first).All(key =>
            _values[key.Index] is not null
            && IsUpward(key.Item) == IsUpward(keys[first])
            && (!key.Item.IsNullable || IsUpward(key.Item) || (isWithoutNull && key.Index == first)));

    // Whether what lies beyond the cursor is greater.
    private bool IsUpward(SqlSortKey key) => key.IsDescending != after;

    private string Symbol(SqlSortKey key) => IsUpward(key) ? ">" : "<";
}

/// <summary>One key of an order, in a statement.</summary>
/// <param name="IsNullable">Whether it may be null, which is lower than every value.</param>
internal sealed record SqlSortKey(string Expression, ValueCodec Codec, bool IsDescending, bool IsNullable)
{
    public static SqlSortKey Of(Plans.SortKey key, string expression, SqlDialect dialect) =>
        new(expression, dialect.Codec(key.Term.Form), key.IsDescending, key.IsNullable);
}
