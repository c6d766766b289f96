using IndhCoops.GraphQL.Execution.Plans;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Writes the statement that reads a page of groups.</summary>
/// <param name="dialect">The database.</param>
/// <param name="rows">What is grouped.</param>
/// <param name="columns">The columns of a group.</param>
/// <param name="condition">The condition on groups.</param>
/// <param name="keys">The order, on the groups; no two share all keys.</param>
/// <param name="selectKeys">Whether the sort keys are read too, behind the columns: for cursors.</param>
internal sealed class GroupSql(SqlDialect dialect, GroupedRows rows, GroupColumns columns, Func<SqlParameters, string?> condition, IReadOnlyList<SortKey> keys, bool selectKeys)
{
    /// <summary>Counts groups; of a nested list those of all parents.</summary>
    public SqlStatement Count()
    {
        var parameters = new SqlParameters(dialect);
        return new SqlStatement($"select count(*) from ({Groups(parameters)}) g{Where(condition(parameters))}", parameters.All);
    }

    /// <summary>Reads groups: at the root as they are; of a nested list each with its parent's position first.</summary>
    public SqlStatement Page(PageKind page)
    {
        var parameters = new SqlParameters(dialect);
        var groups = Groups(parameters);
        var bounds = page.HasAfter ? KeysetSql.Beyond(keys, after: true, i => parameters.After(i, keys[i].Codec)) : null;
        var kept = Where(condition(parameters), bounds);
        var selected = string.Join(", ", [.. columns.All.Select(column => column.Name), .. selectKeys ? keys.Select(key => key.Expression) : []]);
        var orderBy = KeysetSql.OrderBy(keys, reversed: false);
        var text = rows.Owner is null
            ? $"select {selected} from ({groups}) g{kept} order by {orderBy} limit {parameters.Limit()}"
            : $"""
                select g.parent, {selected} from (
                  select g.*, row_number() over (partition by g.parent order by {orderBy}) as place from ({groups}) g{kept}) g
                where g.place <= {parameters.Limit()} order by g.parent, g.place
                """;
        return new SqlStatement(text, parameters.All);
    }

    private string Groups(SqlParameters parameters) =>
        LeadingGroups.Apply(columns) ? LeadingGroups.Write(dialect, rows, columns, parameters) : rows.Write(dialect, columns, parameters);

    private static string Where(params string?[] conditions) => Conjunction.And(conditions) is { } all ? $" where {all}" : "";
}
