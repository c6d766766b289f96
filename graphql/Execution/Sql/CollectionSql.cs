using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Writes the statements of a collection.</summary>
/// <param name="dialect">The database.</param>
/// <param name="entity">What is listed.</param>
/// <param name="owner">Whose list it is; null at the root.</param>
/// <param name="where">The filter; null for none.</param>
/// <param name="order">The order; null for that of the key.</param>
/// <param name="columns">The selected columns of a table, in the plan's order.</param>
internal sealed class CollectionSql(
    SqlDialect dialect,
    EntityDescription entity,
    (IReadOnlyList<ReferenceMember> Path, ScalarKind KeyKind)? owner,
    Input? where,
    Input? order,
    Func<SqlTable, IReadOnlyList<string>> columns)
{
    private readonly LeadingReference? _lead = owner is null ? LeadingReference.Find(dialect, entity, where, order) : null;

    /// <summary>Reads a page: at the root the rows; in a nested list each parent's position, then the rows.</summary>
    public SqlStatement Page(PageKind page)
    {
        var parameters = new SqlParameters(dialect);
        var aliases = new AliasSource();
        var text = owner is null ? RootPage(page, parameters, aliases)
            : dialect.HasLateral ? LateralPage(page, parameters, aliases)
            : CorrelatedPage(page, parameters, aliases);
        return parameters.Statement(text);
    }

    /// <summary>Counts what matches, whatever the page; at the root, where one is given, between its cursors.</summary>
    public SqlStatement Count(PageKind page)
    {
        var parameters = new SqlParameters(dialect);
        var aliases = new AliasSource();
        var table = SqlTable.Root(entity, aliases);
        if (owner is not { } parent)
        {
            var matching = Where([Filter(table, where, parameters, aliases), .. Bounds(page, page.HasAfter || page.HasBefore ? Order(table) : [], parameters)]);
            return parameters.Statement($"select count(*) from {table.From()}{matching}");
        }

        var parents = dialect.Parents(parameters.ParentKeys(parent.KeyKind));
        var belongs = $"{table.ForeignKey(parent.Path)} = {dialect.ParentKey(parent.KeyKind)}";
        var condition = Where(belongs, Filter(table, where, parameters, aliases));
        return parameters.Statement($"select {dialect.ParentOrdinal}, (select count(*) from {table.From()}{condition}) from {parents} order by 1");
    }

    /// <summary>Reads functions over all that matches, whatever the page: at the root one row; in a nested list one for each parent.</summary>
    public SqlStatement Aggregate(Func<SqlTable, IReadOnlyList<string>> functions)
    {
        var parameters = new SqlParameters(dialect);
        var aliases = new AliasSource();
        var table = SqlTable.Root(entity, aliases);
        var selected = string.Join(", ", functions(table));
        if (owner is not { } parent)
        {
            var matching = Where(Filter(table, where, parameters, aliases));
            return parameters.Statement($"select {selected} from {table.From()}{matching}");
        }

        var parents = dialect.Parents(parameters.ParentKeys(parent.KeyKind));
        var belongs = $"{table.ForeignKey(parent.Path)} = {dialect.ParentKey(parent.KeyKind)}";
        string?[] conditions = [belongs, Filter(table, where, parameters, aliases)];
        var rows = table.Joins() == "" ? table.From() : $"({table.From()})";
        return parameters.Statement(
            $"select {dialect.ParentOrdinal}, {selected} from {parents} left join {rows} on {string.Join(" and ", conditions.OfType<string>())} group by {dialect.ParentOrdinal} order by 1");
    }

    private string RootPage(PageKind page, SqlParameters parameters, AliasSource aliases)
    {
        var table = SqlTable.Root(entity, aliases);
        var keys = Order(table);
        var selected = columns(table);
        var orderBy = KeysetSql.OrderBy(dialect, keys, page.IsBackward);
        var (source, limit) = _lead is not null ? LedSource(_lead, table, page, parameters, aliases)
            : IsReadInRanges(table, keys, page) ? SourceInRanges(table, page, parameters, aliases)
            : (Source(table, where, keys, page, parameters, aliases), parameters.Limit());

        if (!page.IsCounted)
        {
            return $"select {string.Join(", ", selected)} from {source} order by {orderBy} limit {limit}";
        }

        // Read from its end, a page comes back to front: the outer statement turns it round, and says how many rows there are.
        return $"""
            select {Named(selected, "r.c")}, count(*) over () from (
              select {Aliased(selected, "c")}, {Aliased(keys.Select(key => key.Expression), "k")} from {source} order by {orderBy} limit {limit}) r
            order by {Turned(keys, "r.k")}
            """;
    }

    private string Source(SqlTable table, Input? condition, IReadOnlyList<SortKey> keys, PageKind page, SqlParameters parameters, AliasSource aliases, string? belongs = null)
    {
        var conditions = Where([belongs, Filter(table, condition, parameters, aliases), .. Bounds(page, keys, parameters)]);
        return table.From() + conditions;
    }

    private (string Source, string Limit) LedSource(LeadingReference lead, SqlTable table, PageKind page, SqlParameters parameters, AliasSource aliases)
    {
        var condition = Where(Filter(table.To(lead.Reference), lead.Condition, parameters, aliases));
        var inner = SqlTable.Root(entity, aliases);
        var keys = Order(inner);
        var belongs = $"{inner.Column(lead.Reference.ForeignKeyColumn)} = {table.To(lead.Reference).Column(lead.Reference.Target.Key.Column)}";
        var source = Source(inner, lead.Rest, keys, page, parameters, aliases, belongs);
        var limit = parameters.Limit();
        var rows = $"select {inner.Alias}.* from {source} order by {KeysetSql.OrderBy(dialect, keys, page.IsBackward)} limit {limit}";
        return (table.FromLedBy(lead.Reference, rows) + condition, limit);
    }

    // Where an index holds the first key, each range is read in its order; elsewhere one condition does.
    private bool IsReadInRanges(SqlTable table, IReadOnlyList<SortKey> keys, PageKind page) =>
        keys[0].IsNullable
        && page.HasAfter != page.HasBefore
        && entity.Indexes.Any(index => table.Column(index[0]) == keys[0].Expression)
        && (keys[0].IsDescending == page.HasAfter) != (page.HasAfter ? page.AfterNulls : page.BeforeNulls).Has(0);

    private (string Source, string Limit) SourceInRanges(SqlTable table, PageKind page, SqlParameters parameters, AliasSource aliases)
    {
        var inner = SqlTable.Root(entity, aliases);
        var keys = Order(inner);
        var filter = Filter(inner, where, parameters, aliases);
        var ranges = Beyond(page, page.HasAfter, keys, parameters).Ranges();
        var limit = parameters.Limit();
        var orderBy = KeysetSql.OrderBy(dialect, keys, page.IsBackward);
        var rows = ranges.Select(range => $"select * from (select {inner.Alias}.* from {inner.From()}{Where(filter, range)} order by {orderBy} limit {limit}) {aliases.Next()}");
        return (table.FromRows(string.Join(" union all ", rows)), limit);
    }

    private string LateralPage(PageKind page, SqlParameters parameters, AliasSource aliases)
    {
        var (path, keyKind) = owner!.Value;
        var table = SqlTable.Root(entity, aliases);
        var parents = dialect.Parents(parameters.ParentKeys(keyKind));
        var keys = Order(table);
        var selected = columns(table);
        var belongs = $"{table.ForeignKey(path)} = {dialect.ParentKey(keyKind)}";
        var source = Source(table, where, keys, page, parameters, aliases, belongs);
        var counted = page.IsCounted ? $", count(*) over (partition by {dialect.ParentOrdinal})" : "";

        return $"""
            select {dialect.ParentOrdinal}, {Named(selected, "r.c")}{counted} from {parents} cross join lateral (
              select {Aliased(selected, "c")}, {Aliased(keys.Select(key => key.Expression), "k")} from {source} order by {KeysetSql.OrderBy(dialect, keys, page.IsBackward)} limit {parameters.Limit()}) r
            order by {dialect.ParentOrdinal}, {Turned(keys, "r.k")}
            """;
    }

    private string CorrelatedPage(PageKind page, SqlParameters parameters, AliasSource aliases)
    {
        var (path, keyKind) = owner!.Value;
        var parents = dialect.Parents(parameters.ParentKeys(keyKind));
        var table = SqlTable.Root(entity, aliases);
        var outerKeys = Order(table);
        var selected = columns(table);

        var inner = SqlTable.Root(entity, aliases);
        var keys = Order(inner);
        var belongs = $"{inner.ForeignKey(path)} = {dialect.ParentKey(keyKind)}";
        var source = Source(inner, where, keys, page, parameters, aliases, belongs);
        var counted = page.IsCounted ? $", count(*) over (partition by {dialect.ParentOrdinal})" : "";
        var key = entity.Key.Column;

        return $"""
            select {dialect.ParentOrdinal}, {string.Join(", ", selected)}{counted} from {parents} cross join "{entity.Table}" {table.Alias}{table.Joins()}
            where {table.Column(key)} in (
              select {inner.Column(key)} from {source} order by {KeysetSql.OrderBy(dialect, keys, page.IsBackward)} limit {parameters.Limit()})
            order by {dialect.ParentOrdinal}, {KeysetSql.OrderBy(dialect, outerKeys, reversed: false)}
            """;
    }

    private IReadOnlyList<SortKey> Order(SqlTable table) => SortKeys.Of(dialect, table, order);

    private string? Filter(SqlTable table, Input? condition, SqlParameters parameters, AliasSource aliases) =>
        new FilterSql(dialect, parameters, aliases).Condition(table, condition);

    private static IEnumerable<string> Bounds(PageKind page, IReadOnlyList<SortKey> keys, SqlParameters parameters)
    {
        if (page.HasAfter)
        {
            yield return Beyond(page, after: true, keys, parameters).Condition();
        }

        if (page.HasBefore)
        {
            yield return Beyond(page, after: false, keys, parameters).Condition();
        }
    }

    private static KeysetSql Beyond(PageKind page, bool after, IReadOnlyList<SortKey> keys, SqlParameters parameters) => after
        ? new KeysetSql(keys, after: true, page.AfterNulls, i => parameters.After(i, keys[i].Codec))
        : new KeysetSql(keys, after: false, page.BeforeNulls, i => parameters.Before(i, keys[i].Codec));

    private static string Where(params IEnumerable<string?> conditions)
    {
        var given = conditions.OfType<string>().ToList();
        return given.Count == 0 ? "" : $" where {string.Join(" and ", given)}";
    }

    private static string Aliased(IEnumerable<string> expressions, string prefix) =>
        string.Join(", ", expressions.Select((expression, i) => $"{expression} as {prefix}{i}"));

    private static string Named(IReadOnlyList<string> expressions, string prefix) =>
        string.Join(", ", expressions.Select((_, i) => $"{prefix}{i}"));

    private string Turned(IReadOnlyList<SortKey> keys, string prefix) =>
        KeysetSql.OrderBy(dialect, [.. keys.Select((key, i) => key with { Expression = $"{prefix}{i}" })], reversed: false);
}
