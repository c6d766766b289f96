using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>The totals of a connection that are read with one of its lists of groups.</summary>
/// <param name="Groups">Which list of groups.</param>
/// <param name="Statements">Reads both.</param>
/// <param name="Count">The column that is null in a row without a group.</param>
/// <param name="Objects">What writes the totals of a row, once for each time that totals are selected.</param>
internal sealed record JoinedTotals(int Groups, PageStatements Statements, int Count, IReadOnlyList<ObjectWriter> Objects)
{
    /// <summary>Joins totals with the first list of groups that can carry them; null where none can.</summary>
    public static JoinedTotals? Of(ConnectionStep connection, Relation totals, SqlDialect dialect)
    {
        foreach (var (i, step) in connection.Groups.Index())
        {
            if (step is GroupsStep { Page.After: null } groups && TotalsOfGroups.Rewrite(totals, groups.Rows) is { } read)
            {
                var led = read with { Groups = read.Groups with { Grouping = LeadingGroups.Rewrite((RowGrouping)read.Groups.Grouping) } };
                var objects = connection.TotalObjects.Select(
                    template => new ObjectWriter(template.Behind(read.Groups.Grouping.Columns.Count), dialect));
                return new JoinedTotals(i, new PageStatements(_ => new GroupsSql(dialect).Page(led)), read.Count, [.. objects]);
            }
        }

        return null;
    }
}
