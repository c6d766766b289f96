using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Writes the statement that groups a collection.</summary>
/// <param name="dialect">The database.</param>
/// <param name="entity">What is grouped.</param>
/// <param name="owner">Whose list it is; null at the root.</param>
/// <param name="where">The collection's filter; null for none.</param>
/// <param name="columns">The columns of a group.</param>
/// <param name="condition">The condition on groups.</param>
/// <param name="keys">The order, on the groups; no two share all keys.</param>
/// <param name="selectKeys">Whether the sort keys are read too, behind the columns: for cursors.</param>
internal sealed class GroupSql(
    SqlDialect dialect,
    EntityDescription entity,
    (IReadOnlyList<ReferenceMember> Path, ScalarKind KeyKind)? owner,
    Input? where,
    GroupColumns columns,
    Func<SqlParameters, string?> condition,
    IReadOnlyList<SortKey> keys,
    bool selectKeys)
{
    /// <summary>Reads groups: at the root as they are; of a nested list each with its parent's position first.</summary>
    public SqlStatement Page(PageKind page)
    {
        var parameters = new SqlParameters(dialect);
        var aliases = new AliasSource();
        var table = SqlTable.Root(entity, aliases);
        var expressions = columns.All.Select(column => $"{column.Expression(table, parameters)} as c{column.Position}").ToList();
        var keyPositions = columns.All.Where(column => column.IsKey).Select(column => columns.Ordinal(column) + 1);
        var filter = new FilterSql(dialect, parameters, aliases).Condition(table, where);
        var bounds = page.HasAfter ? KeysetSql.Beyond(keys, after: true, i => parameters.After(i, keys[i].Codec)) : null;
        var kept = Where(condition(parameters), bounds);
        var selected = string.Join(", ", [.. columns.All.Select(column => column.Name), .. selectKeys ? keys.Select(key => key.Expression) : []]);
        var orderBy = KeysetSql.OrderBy(keys, reversed: false);

        if (owner is not { } parent)
        {
            var groups = $"select {string.Join(", ", expressions)} from {table.From()}{Where(filter)} group by {string.Join(", ", keyPositions)}";
            return new SqlStatement($"select {selected} from ({groups}) g{kept} order by {orderBy} limit {parameters.Limit()}", parameters.All);
        }

        var belongs = $"{table.ForeignKey(parent.Path)} = {dialect.ParentKey(parent.KeyKind)}";
        var rows = table.Joins() == "" ? table.From() : $"({table.From()})";
        return new SqlStatement(
            $"""
            select g.parent, {selected} from (
              select g.*, row_number() over (partition by g.parent order by {orderBy}) as place from (
                select {dialect.ParentOrdinal} as parent, {string.Join(", ", expressions)}
                from {dialect.Parents(parameters.ParentKeys(parent.KeyKind))} join {rows} on {belongs}{Where(filter)}
                group by 1, {string.Join(", ", keyPositions)}) g{kept}) g
            where g.place <= {parameters.Limit()} order by g.parent, g.place
            """,
            parameters.All);
    }

    private static string Where(params string?[] conditions) => Conjunction.And(conditions) is { } all ? $" where {all}" : "";
}
