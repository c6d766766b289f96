using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>What the groups of a connection are groups of.</summary>
/// <param name="Entity">What the connection lists.</param>
/// <param name="Owner">Whose list it is; null at the root.</param>
/// <param name="Where">The connection's filter; null for none.</param>
internal sealed record GroupedRows(EntityDescription Entity, (IReadOnlyList<ReferenceMember> Path, ScalarKind KeyKind)? Owner, Input? Where)
{
    /// <summary>The query that groups rows as they are.</summary>
    public string Write(SqlDialect dialect, GroupColumns columns, SqlParameters parameters)
    {
        var aliases = new AliasSource();
        var table = SqlTable.Root(Entity, aliases);
        var parent = Owner is null ? null : dialect.ParentOrdinal;
        var expressions = columns.All.Select(column => $"{Expression(column)} as c{column.Position}").ToList();
        return From(dialect, table, aliases, parameters, expressions, columns.All.OfType<KeyColumn>().Select(columns.Ordinal), parent);

        string Expression(GroupColumn column) => column switch
        {
            KeyColumn key => key.Grouping(table.At(key.Route).Column(key.Member), parameters),
            SearchColumn search => $"min({table.At(search.Route).FoldedColumn(search.Member)})",
            CountColumn => "count(*)",
            ValueColumn value => value.Value.Expression(dialect, table),
            WholeColumn whole => dialect.Whole(Expression(whole.Part), Window(parent), whole.Kind),
            _ => throw new InvalidOperationException($"{column} has no SQL."),
        };
    }

    /// <summary>A query of rows in groups: expressions over those that the filter leaves, of which those at some ordinals are grouped by.</summary>
    public string From(SqlDialect dialect, SqlTable table, AliasSource aliases, SqlParameters parameters, IReadOnlyList<string> expressions, IEnumerable<int> keys, string? parent)
    {
        var filter = new FilterSql(dialect, parameters, aliases).Condition(table, Where);
        var groupBy = string.Join(", ", keys.Select(ordinal => ordinal + 1));
        var matching = filter is null ? "" : $" where {filter}";
        if (Owner is not { } owner)
        {
            return $"select {string.Join(", ", expressions)} from {table.From()}{matching} group by {groupBy}";
        }

        var belongs = $"{table.ForeignKey(owner.Path)} = {dialect.ParentKey(owner.KeyKind)}";
        var rows = table.Joins() == "" ? table.From() : $"({table.From()})";
        return $"select {parent} as parent, {string.Join(", ", expressions)} from {dialect.Parents(parameters.ParentKeys(owner.KeyKind))} join {rows} on {belongs}{matching} group by 1, {groupBy}";
    }

    /// <summary>The window of all groups, of one parent where there are parents.</summary>
    public static string Window(string? parent) => parent is null ? "" : $"partition by {parent}";
}
