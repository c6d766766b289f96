using System.IO.Pipelines;

namespace IndhCoops.GraphQL.Tables;

/// <summary>A format of tables.</summary>
/// <param name="Extension">What the names of its files end with, without the dot.</param>
internal sealed record TableFormat(string Extension, string ContentType, Func<TablePlan, HttpRequest, TableFile> Open)
{
    public static TableFormat Of(string extension, string contentType, Func<TablePlan, PipeWriter, ITableWriter> write) =>
        new(extension, contentType, (table, _) => new PlainFile(table, write));

    public int MaxRows { get; init; } = int.MaxValue;

    /// <summary>The columns that a table must have to be written in it; none for a format of any table.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The published standard that it follows; null for none.</summary>
    public Uri? Standard { get; init; }

    /// <summary>Whether a table of these columns can be written in it.</summary>
    public bool Fits(IReadOnlyList<TableColumn> columns) => !Missing(columns).Any();

    /// <summary>Refuses a table that lacks a column.</summary>
    /// <exception cref="GraphFieldException">It does.</exception>
    public void Require(TablePlan table)
    {
        if (Missing(table.Columns).ToList() is { Count: > 0 } missing)
        {
            throw new GraphFieldException(new GraphError(
                $"A table as `{Extension}` needs columns that this one lacks: {string.Join(", ", missing.Select(name => $"`{name}`"))}. "
                    + "Select them, as the saved query `grants-open` does."));
        }
    }

    private IEnumerable<string> Missing(IReadOnlyList<TableColumn> columns) => Needs.Except(columns.Select(column => column.Name));

    private sealed class PlainFile(TablePlan table, Func<TablePlan, PipeWriter, ITableWriter> write) : TableFile
    {
        public override ITableWriter Write(PipeWriter output) => write(table, output);
    }
}
