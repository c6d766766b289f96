using IndhCoops.GraphQL.Engine.Plans;
using static IndhCoops.GraphQL.Engine.Sql.ConditionSql;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Writes the statements that read a relation.</summary>
internal sealed class RelationSql(SqlDialect dialect)
{
    /// <summary>Reads a page: at the root the rows; in a nested list each owner's position, then the rows.</summary>
    public SqlStatement Page(Relation relation, PageKind page)
    {
        var statement = new RelationStatement(dialect, relation, page.Limit);
        return statement.End(relation.Owner is null ? RootPage(statement, page)
            : dialect.HasLateral ? LateralPage(statement, relation.Owner, page)
            : CorrelatedPage(statement, relation.Owner, page));
    }

    /// <summary>
    /// Counts the rows that match, of all pages; at the root only those between the cursors of the page, where it has some.
    /// </summary>
    public SqlStatement Count(Relation relation, PageKind page)
    {
        var statement = new RelationStatement(dialect, relation);
        var table = statement.Table();
        if (relation.Owner is not { } owner)
        {
            var condition = statement.Condition(relation.Where, table);
            var keys = page.HasAfter || page.HasBefore ? statement.Order(table) : [];
            var matching = Where([condition, .. KeysetSql.Bounds(page, keys, statement.Parameters)]);
            return statement.End($"select count(*) from {table.From()}{matching}");
        }

        var owners = statement.Owners(owner);
        var owned = Where(statement.Belongs(table, owner), statement.Condition(relation.Where, table));
        return statement.End($"select {dialect.ParentOrdinal}, (select count(*) from {table.From()}{owned}) from {owners} order by 1");
    }

    /// <summary>
    /// Reads functions over all that matches, whatever the page: at the root one row; in a nested list one for each owner.
    /// </summary>
    public SqlStatement Totals(Relation totals)
    {
        var statement = new RelationStatement(dialect, totals);
        var table = statement.Table();
        var selected = string.Join(", ", statement.Columns(table));
        if (totals.Owner is not { } owner)
        {
            // A count has a statement of its own and no row around it, which would repeat it for each row.
            if (totals.Columns.All(column => column is DistinctCount))
            {
                return statement.End($"select {selected}");
            }

            // The condition adds joins to the from clause, so it is written first.
            var matching = Where(statement.Condition(totals.Where, table));
            return statement.End($"select {selected} from {table.From()}{matching}");
        }

        var owners = statement.Owners(owner);
        string?[] conditions = [statement.Belongs(table, owner), statement.Condition(totals.Where, table)];
        var rows = table.Joins() == "" ? table.From() : $"({table.From()})";
        return statement.End(
            $"select {dialect.ParentOrdinal}, {selected} from {owners} "
                + $"left join {rows} on {string.Join(" and ", conditions.OfType<string>())} "
                + $"group by {dialect.ParentOrdinal} order by 1");
    }

    private string RootPage(RelationStatement statement, PageKind page)
    {
        var table = statement.Table();
        var keys = statement.Order(table);
        var selected = statement.Columns(table);
        var orderBy = KeysetSql.OrderBy(dialect, keys, page.IsBackward);
        var (source, limit) = statement.Relation.Lead is { } lead ? LedSource(statement, lead, table, page)
            : IsReadInRanges(statement.Relation, page) ? SourceInRanges(statement, table, page)
            : (Source(statement, table, keys, page), statement.Parameters.Limit());

        if (!page.IsCounted)
        {
            return $"select {string.Join(", ", selected)} from {source} order by {orderBy} limit {limit}";
        }

        // A page that is read from its end comes in reverse order: the outer statement reverses it, and counts its rows.
        return $"""
            select {Named(selected, "r.c")}, count(*) over () from (
              select {Aliased(selected, keys)} from {source} order by {orderBy} limit {limit}) r
            order by {Turned(keys, "r.k")}
            """;
    }

    private static string Source(
        RelationStatement statement, SqlTable table, IReadOnlyList<SqlSortKey> keys, PageKind page, string? belongs = null)
    {
        var conditions = Where(
            [belongs, statement.Condition(statement.Relation.Where, table), .. KeysetSql.Bounds(page, keys, statement.Parameters)]);
        return table.From() + conditions;
    }

    private (string Source, string Limit) LedSource(RelationStatement statement, Lead lead, SqlTable table, PageKind page)
    {
        var condition = Where(statement.Condition(lead.Where, table));
        var inner = statement.Table();
        var keys = statement.Order(inner);
        var belongs =
            $"{inner.Column(lead.Reference.ForeignKeyColumn)} = {table.To(lead.Reference).Column(lead.Reference.Target.Key.Column)}";
        var source = Source(statement, inner, keys, page, belongs);
        var limit = statement.Parameters.Limit();
        var rows = $"select {inner.Alias}.* from {source} order by {KeysetSql.OrderBy(dialect, keys, page.IsBackward)} limit {limit}";
        return (table.FromLedBy(lead.Reference, rows) + condition, limit);
    }

    // Where an index holds the first key, each range is read in its order; elsewhere one condition does.
    private static bool IsReadInRanges(Relation relation, PageKind page)
    {
        var key = relation.Order[0];
        return key.IsNullable
            && page.HasAfter != page.HasBefore
            && key.Term is Column column && column.Route.IsRow && relation.Entity.Indexes.Any(index => index[0] == column.Name)
            && (key.IsDescending == page.HasAfter) != (page.Nulls(page.HasAfter)?[0] == '0');
    }

    private (string Source, string Limit) SourceInRanges(RelationStatement statement, SqlTable table, PageKind page)
    {
        var inner = statement.Table();
        var keys = statement.Order(inner);
        var filter = statement.Condition(statement.Relation.Where, inner);
        var ranges = KeysetSql.Of(page, page.HasAfter, keys, statement.Parameters).Ranges();
        var limit = statement.Parameters.Limit();
        var orderBy = KeysetSql.OrderBy(dialect, keys, page.IsBackward);
        var rows = ranges.Select(range =>
            $"select * from (select {inner.Alias}.* from {inner.From()}{Where(filter, range)} "
                + $"order by {orderBy} limit {limit}) {statement.NextAlias()}");
        return (table.FromRows(string.Join(" union all ", rows)), limit);
    }

    private string LateralPage(RelationStatement statement, Owner owner, PageKind page)
    {
        var table = statement.Table();
        var owners = statement.Owners(owner);
        var keys = statement.Order(table);
        var selected = statement.Columns(table);
        var source = Source(statement, table, keys, page, statement.Belongs(table, owner));
        var counted = page.IsCounted ? $", count(*) over (partition by {dialect.ParentOrdinal})" : "";
        var orderBy = KeysetSql.OrderBy(dialect, keys, page.IsBackward);
        return $"""
            select {dialect.ParentOrdinal}, {Named(selected, "r.c")}{counted} from {owners} cross join lateral (
              select {Aliased(selected, keys)} from {source} order by {orderBy} limit {statement.Parameters.Limit()}) r
            order by {dialect.ParentOrdinal}, {Turned(keys, "r.k")}
            """;
    }

    private string CorrelatedPage(RelationStatement statement, Owner owner, PageKind page)
    {
        var owners = statement.Owners(owner);
        var table = statement.Table();
        var outerKeys = statement.Order(table);
        var selected = statement.Columns(table);

        var inner = statement.Table();
        var keys = statement.Order(inner);
        var source = Source(statement, inner, keys, page, statement.Belongs(inner, owner));
        var counted = page.IsCounted ? $", count(*) over (partition by {dialect.ParentOrdinal})" : "";
        var address = dialect.RowAddress;
        var ordinal = dialect.ParentOrdinal;
        var orderBy = KeysetSql.OrderBy(dialect, keys, page.IsBackward);
        return $"""
            select {ordinal}, {string.Join(", ", selected)}{counted} from {owners} cross join {table.From()}
            where {table.Alias}.{address} in (
              select {inner.Alias}.{address} from {source} order by {orderBy} limit {statement.Parameters.Limit()})
            order by {ordinal}, {KeysetSql.OrderBy(dialect, outerKeys, reversed: false)}
            """;
    }

    private static string Aliased(IEnumerable<string> columns, IEnumerable<SqlSortKey> keys) => string.Join(
        ", ", columns.Select((column, i) => $"{column} as c{i}").Concat(keys.Select((key, i) => $"{key.Expression} as k{i}")));

    private static string Named(IReadOnlyList<string> expressions, string prefix) =>
        string.Join(", ", expressions.Select((_, i) => $"{prefix}{i}"));

    private string Turned(IReadOnlyList<SqlSortKey> keys, string prefix) =>
        KeysetSql.OrderBy(dialect, [.. keys.Select((key, i) => key with { Expression = $"{prefix}{i}" })], reversed: false);
}
