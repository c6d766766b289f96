namespace IndhCoops.GraphQL.Stores;

/// <summary>A write of one table: rows that were added, changed or removed.</summary>
/// <param name="Rows">The ids of its rows; null where any row of the table may have been written.</param>
internal sealed record TableWrite(string Table, IReadOnlyList<Guid>? Rows)
{
    /// <summary>How much there is to remember of it.</summary>
    public int Size => 1 + (Rows?.Count ?? 0);
}
