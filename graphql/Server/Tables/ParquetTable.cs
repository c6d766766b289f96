using System.Data.Common;
using System.IO.Pipelines;
using IndhCoops.GraphQL.Engine.Model;
using Parquet;
using Parquet.Schema;

namespace IndhCoops.GraphQL.Tables;

/// <summary>Typed columns, in groups of rows that are written as they fill.</summary>
internal sealed class ParquetTable(IReadOnlyList<TableColumn> columns, PipeWriter output) : ITableWriter
{
    private const int GroupRows = 20_000;

    // Eighteen digits hold any sum of the ledger, and are the most that readers keep in a 64-bit number.
    private const int Precision = 18;

    private readonly PipeStream _stream = new(output);
    private readonly Values[] _columns = [.. columns.Select(Values.Of)];
    private ParquetWriter? _file;
    private int _rows;

    public async ValueTask BeginAsync(CancellationToken cancellationToken) =>
        _file = await ParquetWriter.CreateAsync(new ParquetSchema(_columns.Select(column => (Field)column.Field)), _stream, cancellationToken: cancellationToken);

    public ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken)
    {
        foreach (var column in _columns)
        {
            column.Add(row);
        }

        return ++_rows < GroupRows ? ValueTask.CompletedTask : WriteGroupAsync(cancellationToken);
    }

    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        await WriteGroupAsync(cancellationToken);
        await _file!.DisposeAsync();
        await _stream.SendAllAsync(cancellationToken);
    }

    public void Dispose() => _stream.Dispose();

    private async ValueTask WriteGroupAsync(CancellationToken cancellationToken)
    {
        if (_rows == 0)
        {
            return;
        }

        using (var group = _file!.CreateRowGroup())
        {
            foreach (var column in _columns)
            {
                await column.WriteAsync(group, cancellationToken);
            }
        }

        _rows = 0;
        await _stream.SendAsync(cancellationToken);
    }

    // The values of one column that wait to be written.
    private abstract class Values(TableColumn column, DataField schema)
    {
        public DataField Field => schema;

        protected TableColumn Column => column;

        public static Values Of(TableColumn column) => column.Kind switch
        {
            ScalarKind.Int => new Structs<int>(column, new DataField(column.Name, typeof(int), isNullable: true)),
            ScalarKind.Long => new Structs<long>(column, new DataField(column.Name, typeof(long), isNullable: true)),
            ScalarKind.Boolean => new Structs<bool>(column, new DataField(column.Name, typeof(bool), isNullable: true)),
            ScalarKind.Date => new Structs<DateOnly>(column, new DataField(column.Name, typeof(DateOnly), isNullable: true)),
            ScalarKind.DateTime => new Moments(column),
            ScalarKind.Decimal => new Structs<decimal>(column, new DecimalDataField(column.Name, Precision, column.Scale, isNullable: true)),
            _ => new Texts(column),
        };

        public abstract void Add(DbDataReader row);

        public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken);
    }

    private sealed class Structs<T>(TableColumn column, DataField schema) : Values(column, schema)
        where T : struct
    {
        private readonly List<T?> _values = [];

        public override void Add(DbDataReader row) => _values.Add((T?)Column.Read(row));

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            await group.WriteAsync<T>(Field, _values.ToArray(), cancellationToken: cancellationToken);
            _values.Clear();
        }
    }

    private sealed class Moments(TableColumn column)
        : Values(column, new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true))
    {
        private readonly List<DateTime?> _values = [];

        public override void Add(DbDataReader row) => _values.Add((Column.Read(row) as DateTimeOffset?)?.UtcDateTime);

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            await group.WriteAsync<DateTime>(Field, _values.ToArray(), cancellationToken: cancellationToken);
            _values.Clear();
        }
    }

    private sealed class Texts(TableColumn column) : Values(column, new DataField(column.Name, typeof(string), isNullable: true))
    {
        private readonly List<string?> _values = [];

        public override void Add(DbDataReader row) => _values.Add(Column.Read(row)?.ToString());

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            string[] values = [.. _values!];
            await group.WriteAsync(Field, values);
            _values.Clear();
        }
    }
}
