namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Has totals read with groups of the same rows, by one statement: the sum over all projects is the sum over each status, added up. Rows
/// are read once instead of twice.
/// </summary>
internal static class TotalsOfGroups
{
    /// <summary>The groups with the totals; null where they have to be read apart.</summary>
    public static GroupsWithTotals? Rewrite(Relation totals, Groups groups)
    {
        // A later page, or groups that a condition removes, may leave no row that carries the totals of an owner.
        if (groups is not { Owner: null, Having: null, ReadsKeys: false, Grouping: RowGrouping { Owner: null } rows }
            || totals.Owner is not null
            || rows.Entity != totals.Entity
            || rows.Where != totals.Where
            || totals.Columns.Any(DistinctValues.IsDistinct))
        {
            return null;
        }

        var parts = new PartColumns(rows.Columns);
        var count = parts.Of(new Count());
        ValueList<Term> columns = [.. totals.Columns.Select(column => column switch
        {
            Count of => new CountOfParts(parts.Of(of)),
            Aggregate aggregate => parts.Together(aggregate),
            _ => column,
        })];
        return new GroupsWithTotals(totals.Entity, groups with { Grouping = rows with { Columns = parts.All } }, columns, count.Position);
    }
}
