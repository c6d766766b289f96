using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace IndhCoops.GraphQL.Tables;

/// <summary>A format of tables.</summary>
/// <param name="Extension">What the names of its files end with, without the dot.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="MaxRows">The most rows that it can hold.</param>
/// <param name="Write">Makes a writer of it.</param>
internal sealed record TableFormat(string Extension, string ContentType, int MaxRows, Func<string, IReadOnlyList<TableColumn>, PipeWriter, ITableWriter> Write)
{
    /// <summary>Comma-separated values.</summary>
    public static readonly TableFormat Csv = new("csv", "text/csv; charset=utf-8; header=present", int.MaxValue, (_, columns, output) => new CsvTable(columns, output));

    /// <summary>Every format.</summary>
    public static IReadOnlyList<TableFormat> All { get; } =
    [
        Csv,
        new("json", "application/json; charset=utf-8", int.MaxValue, (_, columns, output) => new JsonTable(columns, output)),
        new("parquet", "application/vnd.apache.parquet", int.MaxValue, (_, columns, output) => new ParquetTable(columns, output)),

        // A sheet has 1,048,576 rows, of which one holds the headings.
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 1_048_575, (name, columns, output) => new WorkbookTable(name, columns, output)),
    ];

    /// <summary>The format whose files' names end like that.</summary>
    public static bool TryFind(string? extension, [NotNullWhen(true)] out TableFormat? format)
    {
        format = All.FirstOrDefault(candidate => candidate.Extension == extension);
        return format is not null;
    }
}
