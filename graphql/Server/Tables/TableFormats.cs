namespace IndhCoops.GraphQL.Tables;

/// <summary>The formats that tables are answered in: those of any table, and those that were registered besides.</summary>
/// <param name="registered">The latter.</param>
internal sealed class TableFormats(IEnumerable<TableFormat> registered)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<TableFormat> All { get; } = [.. TableFormat.General, .. registered];
}
