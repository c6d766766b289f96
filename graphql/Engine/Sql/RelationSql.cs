using IndhCoops.GraphQL.Engine.Plans;
using static IndhCoops.GraphQL.Engine.Sql.ConditionSql;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Writes a statement that reads a relation; each one takes a writer of its own.</summary>
internal sealed class RelationSql(SqlDialect dialect, Relation relation, PageKind page = default)
{
    private readonly RelationStatement _statement = new(dialect, relation, page.Limit);

    private string Counted => page.IsCounted ? $", count(*) over (partition by {dialect.ParentOrdinal})" : "";

    /// <summary>Reads a page: at the root the rows; in a nested list each owner's position, then the rows.</summary>
    public SqlStatement Page() => _statement.End(!relation.IsNested ? RootPage() : dialect.HasLateral ? LateralPage() : CorrelatedPage());

    /// <summary>
    /// Counts the rows that match, of all pages; at the root only those between the cursors of the page, where it has some.
    /// </summary>
    public SqlStatement Count()
    {
        var table = _statement.Table();
        if (!relation.IsNested)
        {
            var condition = _statement.Condition(relation.Where, table);
            var keys = page.HasAfter || page.HasBefore ? _statement.Order(table) : [];
            var matching = Where([condition, .. KeysetSql.Bounds(page, keys, _statement.Parameters)]);
            return _statement.End($"select count(*) from {table.From()}{matching}");
        }

        var owners = _statement.Owners();
        var owned = Where(_statement.Belongs(table), _statement.Condition(relation.Where, table));
        return _statement.End($"select {dialect.ParentOrdinal}, (select count(*) from {table.From()}{owned}) from {owners} order by 1");
    }

    /// <summary>
    /// Reads functions over all that matches, whatever the page: at the root one row; in a nested list one for each owner.
    /// </summary>
    public SqlStatement Totals()
    {
        var table = _statement.Table();
        var selected = string.Join(", ", _statement.Columns(table));
        if (!relation.IsNested)
        {
            // A count has a statement of its own and no row around it, which would repeat it for each row.
            if (relation.Columns.All(column => column is DistinctCount))
            {
                return _statement.End($"select {selected}");
            }

            // The condition adds joins to the from clause, so it is written first.
            var matching = Where(_statement.Condition(relation.Where, table));
            return _statement.End($"select {selected} from {table.From()}{matching}");
        }

        var owners = _statement.Owners();
        string?[] conditions = [_statement.Belongs(table), _statement.Condition(relation.Where, table)];
        var rows = table.Joins() == "" ? table.From() : $"({table.From()})";
        return _statement.End(
            $"select {dialect.ParentOrdinal}, {selected} from {owners} "
                + $"left join {rows} on {string.Join(" and ", conditions.OfType<string>())} "
                + $"group by {dialect.ParentOrdinal} order by 1");
    }

    private string RootPage()
    {
        var table = _statement.Table();
        var keys = _statement.Order(table);
        var selected = _statement.Columns(table);
        var (source, limit) = relation.Lead is { } lead ? LedSource(lead, table)
            : IsReadInRanges() ? SourceInRanges(table)
            : (Source(table, keys), _statement.Parameters.Limit());

        if (!page.IsCounted)
        {
            return $"select {string.Join(", ", selected)} from {source} order by {OrderBy(keys)} limit {limit}";
        }

        // A page that is read from its end comes in reverse order: the outer statement reverses it, and counts its rows.
        return $"""
            select {Named(selected, "r.c")}, count(*) over () from (
              select {Aliased(selected, keys)} from {source} order by {OrderBy(keys)} limit {limit}) r
            order by {Turned(keys, "r.k")}
            """;
    }

    private string Source(SqlTable table, IReadOnlyList<SqlSortKey> keys, string? belongs = null)
    {
        var conditions = Where(
            [belongs, _statement.Condition(relation.Where, table), .. KeysetSql.Bounds(page, keys, _statement.Parameters)]);
        return table.From() + conditions;
    }

    private (string Source, string Limit) LedSource(Lead lead, SqlTable table)
    {
        var condition = Where(_statement.Condition(lead.Where, table));
        var inner = _statement.Table();
        var keys = _statement.Order(inner);
        var belongs =
            $"{inner.Column(lead.Reference.ForeignKeyColumn)} = {table.To(lead.Reference).Column(lead.Reference.Target.Key.Column)}";
        var source = Source(inner, keys, belongs);
        var limit = _statement.Parameters.Limit();
        var rows = $"select {inner.Alias}.* from {source} order by {OrderBy(keys)} limit {limit}";
        return (table.FromLedBy(lead.Reference, rows) + condition, limit);
    }

    // Where an index holds the first key, each range is read in its order; elsewhere one condition does.
    private bool IsReadInRanges()
    {
        var key = relation.Order[0];
        return key.IsNullable
            && page.HasAfter != page.HasBefore
            && key.Term is Column column && column.Route.IsRow && relation.Entity.Indexes.Any(index => index[0] == column.Name)
            && (key.IsDescending == page.HasAfter) != (page.Nulls(page.HasAfter)?[0] == '0');
    }

    private (string Source, string Limit) SourceInRanges(SqlTable table)
    {
        var inner = _statement.Table();
        var keys = _statement.Order(inner);
        var filter = _statement.Condition(relation.Where, inner);
        var ranges = KeysetSql.Of(page, page.HasAfter, keys, _statement.Parameters).Ranges();
        var limit = _statement.Parameters.Limit();
        var rows = ranges.Select(range =>
            $"select * from (select {inner.Alias}.* from {inner.From()}{Where(filter, range)} "
                + $"order by {OrderBy(keys)} limit {limit}) {_statement.NextAlias()}");
        return (table.FromRows(string.Join(" union all ", rows)), limit);
    }

    private string LateralPage()
    {
        var table = _statement.Table();
        var owners = _statement.Owners();
        var keys = _statement.Order(table);
        var selected = _statement.Columns(table);
        var source = Source(table, keys, _statement.Belongs(table));
        return $"""
            select {dialect.ParentOrdinal}, {Named(selected, "r.c")}{Counted} from {owners} cross join lateral (
              select {Aliased(selected, keys)} from {source} order by {OrderBy(keys)} limit {_statement.Parameters.Limit()}) r
            order by {dialect.ParentOrdinal}, {Turned(keys, "r.k")}
            """;
    }

    private string CorrelatedPage()
    {
        var owners = _statement.Owners();
        var table = _statement.Table();
        var outerKeys = _statement.Order(table);
        var selected = string.Join(", ", _statement.Columns(table));

        var inner = _statement.Table();
        var keys = _statement.Order(inner);
        var source = Source(inner, keys, _statement.Belongs(inner));
        var (address, ordinal) = (dialect.RowAddress, dialect.ParentOrdinal);
        return $"""
            select {ordinal}, {selected}{Counted} from {owners} cross join {table.From()}
            where {table.Alias}.{address} in (
              select {inner.Alias}.{address} from {source} order by {OrderBy(keys)} limit {_statement.Parameters.Limit()})
            order by {ordinal}, {KeysetSql.OrderBy(dialect, outerKeys, reversed: false)}
            """;
    }

    // The order in which a page is read, which may be from its end.
    private string OrderBy(IReadOnlyList<SqlSortKey> keys) => KeysetSql.OrderBy(dialect, keys, page.IsBackward);

    private static string Aliased(IEnumerable<string> columns, IEnumerable<SqlSortKey> keys) => string.Join(
        ", ", columns.Select((column, i) => $"{column} as c{i}").Concat(keys.Select((key, i) => $"{key.Expression} as k{i}")));

    private static string Named(IReadOnlyList<string> expressions, string prefix) =>
        string.Join(", ", expressions.Select((_, i) => $"{prefix}{i}"));

    private string Turned(IReadOnlyList<SqlSortKey> keys, string prefix) =>
        KeysetSql.OrderBy(dialect, [.. keys.Select((key, i) => key with { Expression = $"{prefix}{i}" })], reversed: false);
}
