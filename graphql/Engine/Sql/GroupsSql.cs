using IndhCoops.GraphQL.Engine.Plans;
using static IndhCoops.GraphQL.Engine.Sql.ConditionSql;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Writes the statements that read groups.</summary>
internal sealed class GroupsSql(SqlDialect dialect)
{
    /// <summary>Counts groups beyond a page's cursor; of a nested list those of all owners.</summary>
    public SqlStatement Count(Groups groups, PageKind page)
    {
        var parameters = new SqlParameters(dialect);
        return parameters.Statement(
            $"select count(*) from ({Write(groups.Grouping, parameters)}) g{Kept(groups, Keys(groups), page, parameters)}");
    }

    /// <summary>Reads groups: at the root as they are; of a nested list each with its owner's position first.</summary>
    public SqlStatement Page(Groups groups, PageKind page)
    {
        var parameters = new SqlParameters(dialect);
        var keys = Keys(groups);
        var rows = Write(groups.Grouping, parameters);
        var kept = Kept(groups, keys, page, parameters);
        var selected = string.Join(", ", [
            .. groups.Grouping.Columns.Select((column, i) => TermSql.NameOf(new GroupValue(i, column.Term.Form))),
            .. groups.ReadsKeys ? keys.Select(key => key.Expression) : []]);
        var orderBy = KeysetSql.OrderBy(dialect, keys, reversed: false);
        var text = groups.Owner is null
            ? $"select {selected} from ({rows}) g{kept} order by {orderBy} limit {parameters.Limit()}"
            : $"""
                select g.parent, {selected} from (
                  select g.*, row_number() over (partition by g.parent order by {orderBy}) as place from ({rows}) g{kept}) g
                where g.place <= {parameters.Limit()} order by g.parent, g.place
                """;
        return parameters.Statement(text);
    }

    /// <summary>Reads groups at the root, each with the totals over all of them behind its columns.</summary>
    public SqlStatement Page(GroupsWithTotals read)
    {
        var (entity, groups, totals, _) = read;
        var parameters = new SqlParameters(dialect);
        var rows = Write(groups.Grouping, parameters);
        var terms = new TermSql(dialect, parameters) { Part = part => TermSql.NameOf(new GroupValue(part.Position, part.Form)) };
        var table = SqlTable.Root(entity, new AliasSource(parameters));
        var selected = groups.Grouping.Columns.Select((column, i) => TermSql.NameOf(new GroupValue(i, column.Term.Form)))
            .Concat(totals.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"t.c{i}")));
        var summed = string.Join(", ", totals.Select((column, i) => Named(terms.Write(column, table), "c", i)));

        // A count has a statement of its own and no group around it, which would repeat it for each group.
        var source = totals.All(column => column is DistinctCount) ? "" : " from g";
        return parameters.Statement($"""
            with g as materialized ({rows})
            select {string.Join(", ", selected)} from (select {summed}{source}) t left join g on true
            order by {KeysetSql.OrderBy(dialect, Keys(groups), reversed: false)} limit {parameters.Limit()}
            """);
    }

    private List<SqlSortKey> Keys(Groups groups) =>
        [
            .. groups.Order.Select(key =>
                new SqlSortKey(TermSql.NameOf((GroupValue)key.Term), dialect.Codec(key.Term.Form), key.IsDescending, key.IsNullable)),
        ];

    private string Kept(Groups groups, List<SqlSortKey> keys, PageKind page, SqlParameters parameters)
    {
        var having = new ConditionSql(dialect, parameters, new AliasSource(parameters)).WriteOnGroups(groups.Having);
        var beyond = page.HasAfter ? KeysetSql.Of(page, after: true, keys, parameters).Condition() : null;
        return having is null || beyond is null ? Where(having, beyond) : $" where ({having} and {beyond})";
    }

    private string Write(Grouping grouping, SqlParameters parameters) => grouping switch
    {
        RowGrouping rows => Rows(rows, parameters),
        LedGrouping led => Led(led, parameters),
        _ => throw new InvalidOperationException($"'{grouping}' has no SQL."),
    };

    private string Rows(RowGrouping rows, SqlParameters parameters)
    {
        var aliases = new AliasSource(parameters);
        var table = SqlTable.Root(rows.Entity, aliases);
        var owner = rows.Owner is null ? null : dialect.ParentOrdinal;
        var terms = new TermSql(dialect, parameters) { Window = Window(owner) };
        return Rows(
            rows, table, aliases, parameters, [.. rows.Columns.Select((column, i) => Named(terms.Write(column.Term, table), "c", i))]);
    }

    // The query of rows in groups, with the expressions that were written on its table.
    private string Rows(RowGrouping rows, SqlTable table, AliasSource aliases, SqlParameters parameters, IReadOnlyList<string> expressions)
    {
        var matching = Where(new ConditionSql(dialect, parameters, aliases).Write(rows.Where, table));
        var groupBy = Keys(rows, table, new TermSql(dialect, parameters));
        if (rows.Owner is not { } owner)
        {
            return $"select {string.Join(", ", expressions)} from {table.From()}{matching} group by {groupBy}";
        }

        var belongs = $"{table.ForeignKey(owner.Path)} = {dialect.ParentKey(owner.KeyKind)}";
        var from = table.Joins() == "" ? table.From() : $"({table.From()})";
        return $"select {dialect.ParentOrdinal} as parent, {string.Join(", ", expressions)} "
            + $"from {dialect.Parents(parameters.ParentKeys(owner.KeyKind))} join {from} on {belongs}{matching} group by 1, {groupBy}";
    }

    private string Led(LedGrouping led, SqlParameters parameters)
    {
        var aliases = new AliasSource(parameters);
        var table = SqlTable.Root(led.Parts.Entity, aliases);
        var owner = led.Parts.Owner is null ? null : "q.parent";
        var inner = new TermSql(dialect, parameters);
        var parts = new string?[led.Parts.Columns.Count];
        var leads = new (SqlTable Table, string Join)?[led.Leads.Count];
        var outer = new TermSql(dialect, parameters) { Window = Window(owner), Part = Part, Lead = Lead };

        var expressions = led.Columns.Select((column, i) => Named(outer.Write(column.Term, table), "c", i)).ToList();
        var query = Rows(led.Parts, table, aliases, parameters, [.. parts.Select((part, i) => Named(part!, "p", i))]);
        if (led.FirstParts is { } order)
        {
            var keys = order.Select(key => new SqlSortKey(
                string.Create(CultureInfo.InvariantCulture, $"p{((PartValue)key.Term).Position}"),
                dialect.Codec(key.Term.Form),
                key.IsDescending,
                key.IsNullable));
            query = $"{query} order by {KeysetSql.OrderBy(dialect, [.. keys], reversed: false)} limit {parameters.Limit()}";
        }

        var joins = string.Concat(leads.Select(lead => lead!.Value.Join + lead.Value.Table.Joins()));
        return owner is null
            ? $"select {string.Join(", ", expressions)} from ({query}) q{joins} group by {Keys(led, 1, _ => null)}"
            : $"select {owner} as parent, {string.Join(", ", expressions)} from ({query}) q{joins} group by 1, {Keys(led, 2, _ => null)}";

        string Part(PartValue value)
        {
            parts[value.Position] ??= inner.Write(led.Parts.Columns[value.Position].Term, table);
            return string.Create(CultureInfo.InvariantCulture, $"q.p{value.Position}");
        }

        SqlTable Lead(int index)
        {
            if (leads[index] is not { } lead)
            {
                var (reference, code, isOptional) = led.Leads[index];
                var joined = SqlTable.Joined(reference.Target, aliases, isOptional);
                var value = Part(code);
                var join =
                    $" {(isOptional ? "left join" : "join")} \"{reference.Target.Table}\" {joined.Alias} "
                        + $"on {joined.Column(reference.Target.Key.Column)} = {value}";
                leads[index] = lead = (joined, join);
            }

            return lead.Table;
        }
    }

    private string Keys(RowGrouping rows, SqlTable table, TermSql terms) => Keys(
        rows,
        rows.Owner is null ? 1 : 2,
        term => term is PeriodStart { Of: var of, Period: var period }
            ? dialect.PeriodNumber(terms.Write(of, table), of.Form.Kind, period)
            : null);

    // What groups have in common, or where the keys stand in the list of what is selected.
    private static string Keys(Grouping grouping, int first, Func<Term, string?> common) => string.Join(", ", grouping.Columns.Index()
        .Where(column => column.Item.IsKey)
        .Select(column => common(column.Item.Term) ?? (column.Index + first).ToString(CultureInfo.InvariantCulture)));

    private static string Named(string expression, string prefix, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"{expression} as {prefix}{position}");

    private static string Window(string? owner) => owner is null ? "" : $"partition by {owner}";
}
