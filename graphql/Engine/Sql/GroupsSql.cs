using IndhCoops.GraphQL.Engine.Plans;
using static IndhCoops.GraphQL.Engine.Sql.ConditionSql;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Writes a statement that reads groups; each one takes a writer of its own.</summary>
internal sealed class GroupsSql(SqlDialect dialect)
{
    private readonly SqlParameters _parameters = new(dialect);

    /// <summary>Counts groups beyond a page's cursor; of a nested list those of all owners.</summary>
    public SqlStatement Count(Groups groups, PageKind page) =>
        _parameters.Statement($"select count(*) from ({Write(groups.Grouping)}) g{Kept(groups, Keys(groups), page)}");

    /// <summary>Reads groups: at the root as they are; of a nested list each with its owner's position first.</summary>
    public SqlStatement Page(Groups groups, PageKind page)
    {
        var keys = Keys(groups);
        var rows = Write(groups.Grouping);
        var kept = Kept(groups, keys, page);
        var selected = string.Join(", ", [
            .. groups.Grouping.Columns.Select((_, i) => TermSql.NameOf(i)),
            .. groups.ReadsKeys ? keys.Select(key => key.Expression) : []]);
        var orderBy = KeysetSql.OrderBy(dialect, keys, reversed: false);
        var text = groups.Owner is null
            ? $"select {selected} from ({rows}) g{kept} order by {orderBy} limit {_parameters.Limit()}"
            : $"""
                select g.parent, {selected} from (
                  select g.*, row_number() over (partition by g.parent order by {orderBy}) as place from ({rows}) g{kept}) g
                where g.place <= {_parameters.Limit()} order by g.parent, g.place
                """;
        return _parameters.Statement(text);
    }

    /// <summary>Reads groups at the root, each with the totals over all of them behind its columns.</summary>
    public SqlStatement Page(GroupsWithTotals read)
    {
        var (entity, groups, totals, _) = read;
        var rows = Write(groups.Grouping);
        var terms = new TermSql(dialect, _parameters) { Part = part => TermSql.NameOf(part.Position) };
        var table = new SqlTable(entity, new AliasSource(_parameters));
        var selected = groups.Grouping.Columns.Select((_, i) => TermSql.NameOf(i))
            .Concat(totals.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"t.c{i}")));
        var summed = string.Join(", ", totals.Select((column, i) => Named(terms.Write(column, table), "c", i)));

        // A count has a statement of its own and no group around it, which would repeat it for each group.
        var source = totals.All(column => column is DistinctCount) ? "" : " from g";
        return _parameters.Statement($"""
            with g as materialized ({rows})
            select {string.Join(", ", selected)} from (select {summed}{source}) t left join g on true
            order by {KeysetSql.OrderBy(dialect, Keys(groups), reversed: false)} limit {_parameters.Limit()}
            """);
    }

    private List<SqlSortKey> Keys(Groups groups) =>
        [.. groups.Order.Select(key => SqlSortKey.Of(key, TermSql.NameOf(((GroupValue)key.Term).Position), dialect))];

    private string Kept(Groups groups, List<SqlSortKey> keys, PageKind page)
    {
        var having = new ConditionSql(dialect, _parameters, new AliasSource(_parameters)).Write(groups.Having, null);
        var beyond = page.HasAfter ? KeysetSql.Of(page, after: true, keys, _parameters).Condition() : null;
        return having is null || beyond is null ? Where(having, beyond) : $" where ({having} and {beyond})";
    }

    private string Write(Grouping grouping) => grouping switch
    {
        RowGrouping rows => Rows(rows),
        LedGrouping led => Led(led),
        _ => throw new InvalidOperationException($"'{grouping}' has no SQL."),
    };

    private string Rows(RowGrouping rows)
    {
        var aliases = new AliasSource(_parameters);
        var table = new SqlTable(rows.Entity, aliases);
        var owner = rows.Owner is null ? null : dialect.ParentOrdinal;
        var terms = new TermSql(dialect, _parameters) { Window = Window(owner) };
        return Rows(rows, table, aliases, rows.Columns.Select((column, i) => Named(terms.Write(column.Term, table), "c", i)).ToList());
    }

    // The query of rows in groups, with the expressions that were written on its table.
    private string Rows(RowGrouping rows, SqlTable table, AliasSource aliases, IReadOnlyList<string> expressions)
    {
        var matching = Where(new ConditionSql(dialect, _parameters, aliases).Write(rows.Where, table));
        var terms = new TermSql(dialect, _parameters);
        var groupBy = Keys(rows, rows.Owner, term => term is PeriodStart { Of: var of, Period: var period }
            ? dialect.PeriodNumber(terms.Write(of, table), of.Form.Kind, period)
            : null);
        if (rows.Owner is not { } owner)
        {
            return $"select {string.Join(", ", expressions)} from {table.From()}{matching} group by {groupBy}";
        }

        var belongs = $"{table.ForeignKey(owner.Path)} = {dialect.ParentKey(owner.KeyKind)}";
        var from = table.Joins() == "" ? table.From() : $"({table.From()})";
        return $"select {dialect.ParentOrdinal} as parent, {string.Join(", ", expressions)} "
            + $"from {dialect.Parents(_parameters.ParentKeys(owner.KeyKind))} join {from} on {belongs}{matching} group by {groupBy}";
    }

    private string Led(LedGrouping led)
    {
        var aliases = new AliasSource(_parameters);
        var table = new SqlTable(led.Parts.Entity, aliases);
        var owner = led.Parts.Owner is null ? null : "q.parent";
        var inner = new TermSql(dialect, _parameters);
        var parts = new string?[led.Parts.Columns.Count];
        var leads = new (SqlTable Table, string Join)?[led.Leads.Count];
        var outer = new TermSql(dialect, _parameters) { Window = Window(owner), Part = Part, Lead = Lead };

        var expressions = led.Columns.Select((column, i) => Named(outer.Write(column.Term, table), "c", i)).ToList();
        var query = Rows(led.Parts, table, aliases, [.. parts.Select((part, i) => Named(part!, "p", i))]);
        if (led.FirstParts is { } order)
        {
            var keys = order.Select(key =>
                SqlSortKey.Of(key, string.Create(CultureInfo.InvariantCulture, $"p{((PartValue)key.Term).Position}"), dialect));
            query = $"{query} order by {KeysetSql.OrderBy(dialect, [.. keys], reversed: false)} limit {_parameters.Limit()}";
        }

        var joins = string.Concat(leads.Select(lead => lead!.Value.Join + lead.Value.Table.Joins()));
        var parent = owner is null ? "" : $"{owner} as parent, ";
        return $"select {parent}{string.Join(", ", expressions)} from ({query}) q{joins} group by {Keys(led, led.Parts.Owner, _ => null)}";

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
                var joined = new SqlTable(reference.Target, aliases, isOptional);
                leads[index] = lead = (joined, joined.JoinOn(Part(code)));
            }

            return lead.Table;
        }
    }

    // What groups have in common, or where the keys stand in the list of what is selected: behind their owner, where there are owners.
    private static string Keys(Grouping grouping, Owner? owner, Func<Term, string?> common)
    {
        var first = owner is null ? 1 : 2;
        var keys = grouping.Columns.Index().Where(column => column.Item.IsKey)
            .Select(column => common(column.Item.Term) ?? (column.Index + first).ToString(CultureInfo.InvariantCulture));
        return string.Join(", ", owner is null ? keys : keys.Prepend("1"));
    }

    private static string Named(string expression, string prefix, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"{expression} as {prefix}{position}");

    private static string Window(string? owner) => owner is null ? "" : $"partition by {owner}";
}
