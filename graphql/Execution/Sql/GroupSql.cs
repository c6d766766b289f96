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
    /// <summary>Counts groups beyond a page's cursor; of a nested list those of all parents.</summary>
    public SqlStatement Count(PageKind page)
    {
        var parameters = new SqlParameters(dialect);
        return parameters.Statement($"select count(*) from ({Groups(parameters)}) g{Where(condition(parameters), Bound(page, parameters))}");
    }

    /// <summary>Reads groups: at the root as they are; of a nested list each with its parent's position first.</summary>
    public SqlStatement Page(PageKind page)
    {
        var parameters = new SqlParameters(dialect);
        var groups = Groups(parameters);
        var kept = Where(condition(parameters), Bound(page, parameters));
        var selected = string.Join(", ", [.. columns.All.Select(column => column.Name), .. selectKeys ? keys.Select(key => key.Expression) : []]);
        var orderBy = KeysetSql.OrderBy(dialect, keys, reversed: false);
        var text = rows.Owner is null
            ? $"select {selected} from ({groups}) g{kept} order by {orderBy} limit {parameters.Limit()}"
            : $"""
                select g.parent, {selected} from (
                  select g.*, row_number() over (partition by g.parent order by {orderBy}) as place from ({groups}) g{kept}) g
                where g.place <= {parameters.Limit()} order by g.parent, g.place
                """;
        return parameters.Statement(text);
    }

    private string Groups(SqlParameters parameters) =>
        LeadingGroups.Apply(columns) ? LeadingGroups.Write(dialect, rows, columns, parameters) : rows.Write(dialect, columns, parameters);

    private string? Bound(PageKind page, SqlParameters parameters) =>
        page.HasAfter ? new KeysetSql(keys, after: true, page.AfterNulls, i => parameters.After(i, keys[i].Codec)).Condition() : null;

    private static string Where(params string?[] conditions) => Conjunction.And(conditions) is { } all ? $" where {all}" : "";
}
