using System.IO.Pipelines;

namespace IndhCoops.GraphQL.Tables;

/// <summary>A format of tables.</summary>
/// <param name="Extension">What the names of its files end with, without the dot.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="MaxRows">The most rows that it can hold.</param>
/// <param name="Write">Makes a writer of it.</param>
internal sealed record TableFormat(string Extension, string ContentType, int MaxRows, Func<TablePlan, PipeWriter, ITableWriter> Write)
{
    /// <summary>Comma-separated values, in which a spreadsheet finds no formula.</summary>
    public static readonly TableFormat Csv = new(
        "csv", "text/csv; charset=utf-8; header=present", int.MaxValue, (table, output) => new CsvTable(table.Columns, output, isGuarded: true));

    // The same with every text as it was recorded, for programs.
    private static readonly TableFormat PlainCsv = Csv with { Write = (table, output) => new CsvTable(table.Columns, output, isGuarded: false) };

    /// <summary>Every format.</summary>
    public static IReadOnlyList<TableFormat> All { get; } =
    [
        Csv,
        new("json", "application/json; charset=utf-8", int.MaxValue, (table, output) => new JsonTable(table.Columns, output)),
        new("parquet", "application/vnd.apache.parquet", int.MaxValue, (table, output) => new ParquetTable(table.Columns, output)),

        // A sheet has 1,048,576 rows, of which one holds the headings.
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 1_048_575, (table, output) => new WorkbookTable(table.Name, table.Columns, output)),
    ];

    /// <summary>The format as a request wants it: <c>?guard=false</c> leaves texts of CSV as they are. Null where the parameter says something else.</summary>
    public TableFormat? For(IQueryCollection parameters) => parameters["guard"].ToString().ToUpperInvariant() switch
    {
        "" or "TRUE" => this,
        "FALSE" => this == Csv ? PlainCsv : this,
        _ => null,
    };
}
