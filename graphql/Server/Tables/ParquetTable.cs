using System.IO.Pipelines;
using IndhCoops.Domain.Files.Parquet;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

[assembly: Shipped(typeof(ParquetTable))]

namespace IndhCoops.GraphQL.Tables;

/// <summary>Typed columns.</summary>
internal sealed class ParquetTable(IReadOnlyList<TableColumn> columns, PipeWriter output) : ITableFormat
{
    private readonly PipeStream _stream = new(output);
    private ParquetRows? _rows;

    public static TableFormat Format { get; } =
        TableFormat.Of("parquet", "application/vnd.apache.parquet", (table, output) => new ParquetTable(table.Columns, output));

    public async ValueTask BeginAsync(CancellationToken cancellationToken) => _rows = await ParquetRows.CreateAsync(
        columns.Select(column => new ParquetColumn(column.Name, ValueOf(column.Kind), Scale: column.Scale)),
        _stream,
        metadata: null,
        cancellationToken);

    public async ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            _rows!.Add(i, columns[i].Read(row));
        }

        await _rows!.EndRowAsync(cancellationToken);
        await _stream.SendAsync(cancellationToken);
    }

    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        await _rows!.FinishAsync(cancellationToken);
        await _stream.SendAllAsync(cancellationToken);
    }

    public void Dispose() => _stream.Dispose();

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
