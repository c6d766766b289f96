using System.IO.Pipelines;
using IndhCoops.Domain.Files.Parquet;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

[assembly: Shipped(typeof(ParquetTable))]

namespace IndhCoops.GraphQL.Tables;

/// <summary>Typed columns.</summary>
internal sealed class ParquetTable(IReadOnlyList<TableColumn> columns) : TableFile, ITableFormat
{
    public static TableFormat Format { get; } =
        new("parquet", "application/vnd.apache.parquet", (table, _) => new ParquetTable(table.Columns));

    public override async Task WriteAsync(IAsyncEnumerable<DbDataReader> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        await using var stream = new PipeStream(output);
        var file = await ParquetRows.CreateAsync(
            columns.Select(column => new ParquetColumn(column.Name, ValueOf(column.Kind), Scale: column.Scale)),
            stream,
            metadata: null,
            cancellationToken);
        await foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                file.Add(i, columns[i].Read(row));
            }

            await file.EndRowAsync(cancellationToken);
            await stream.SendAsync(cancellationToken);
        }

        await file.FinishAsync(cancellationToken);
        await stream.SendAllAsync(cancellationToken);
    }

    private static ParquetValue ValueOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Int => ParquetValue.Whole,
        ScalarKind.Long => ParquetValue.Long,
        ScalarKind.Boolean => ParquetValue.Flag,
        ScalarKind.Date => ParquetValue.Day,
        ScalarKind.DateTime => ParquetValue.Moment,
        ScalarKind.Decimal => ParquetValue.Exact,
        _ => ParquetValue.Text,
    };
}
