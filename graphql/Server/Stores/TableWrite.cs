namespace IndhCoops.GraphQL.Stores;

/// <summary>A write of one table: rows that were added, changed or removed.</summary>
/// <param name="Rows">The ids of its rows; null where any row of the table may have been written.</param>
internal sealed record TableWrite(string Table, IReadOnlyList<Guid>? Rows)
{
    /// <summary>How much there is to remember of it.</summary>
    public int Size => 1 + (Rows?.Count ?? 0);

    /// <summary>The same writes, each table once.</summary>
    public static IReadOnlyList<TableWrite> Merge(IEnumerable<TableWrite> writes) =>
    [
        .. writes.GroupBy(write => write.Table, write => write.Rows)
            .Select(table => new TableWrite(table.Key, table.Contains(null) ? null : [.. table.SelectMany(rows => rows!).Distinct()])),
    ];
}
