using Parquet;
using Parquet.Schema;

namespace IndhCoops.Domain.Files.Parquet;

/// <summary>Writes a Parquet file row by row: typed columns, in groups of rows that are written as they fill.</summary>
public sealed class ParquetRows
{
    // A group of a wide table stays within some ten megabytes of memory.
    private const int GroupRows = 20_000;

    private readonly Values[] _columns;
    private readonly ParquetWriter _file;
    private int _rows;

    private ParquetRows(Values[] columns, ParquetWriter file) => (_columns, _file) = (columns, file);

    /// <summary>Begins a file.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="output">Where it is written to; it need not be able to seek, and stays open.</param>
    /// <param name="metadata">What else it says of itself.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<ParquetRows> CreateAsync(
        IEnumerable<ParquetColumn> columns,
        Stream output,
        IReadOnlyDictionary<string, string>? metadata,
        CancellationToken cancellationToken)
    {
        Values[] values = [.. columns.Select(Values.Of)];
        var file = await ParquetWriter.CreateAsync(
            new ParquetSchema(values.Select(column => (Field)column.Field)), output, cancellationToken: cancellationToken);
        if (metadata is not null)
        {
            file.CustomMetadata = metadata;
        }

        return new ParquetRows(values, file);
    }

    /// <summary>Adds a value of the row.</summary>
    /// <param name="column">Its column, counted from 0.</param>
    /// <param name="value">The value; null where it is unknown.</param>
    public void Add(int column, object? value) => _columns[column].Add(value);

    /// <summary>Ends the row.</summary>
    public ValueTask EndRowAsync(CancellationToken cancellationToken) =>
        ++_rows < GroupRows ? ValueTask.CompletedTask : new ValueTask(WriteGroupAsync(cancellationToken));

    /// <summary>Ends the file.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await WriteGroupAsync(cancellationToken);
        await _file.DisposeAsync();
    }

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        if (_rows == 0)
        {
            return;
        }

        using (var group = _file.CreateRowGroup())
        {
            foreach (var column in _columns)
            {
                await column.WriteAsync(group, cancellationToken);
            }
        }

        _rows = 0;
    }

    // The values of one column that wait to be written.
    private abstract class Values(DataField schema)
    {
        public DataField Field => schema;

        public static Values Of(ParquetColumn column)
        {
            var isNullable = !column.IsRequired;
            return column.Value switch
            {
                ParquetValue.Whole => new Structs<int>(new DataField(column.Name, typeof(int), isNullable)),
                ParquetValue.Long => new Structs<long>(new DataField(column.Name, typeof(long), isNullable)),
                ParquetValue.Exact => new Structs<decimal>(
                    new DecimalDataField(column.Name, column.Precision, column.Scale, isNullable: isNullable)),
                ParquetValue.Flag => new Structs<bool>(new DataField(column.Name, typeof(bool), isNullable)),
                ParquetValue.Day => new Structs<DateOnly>(new DataField(column.Name, typeof(DateOnly), isNullable)),
                ParquetValue.Moment => new Moments(
                    new DateTimeDataField(
                        column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros,
                        isNullable: isNullable)),
                _ => new Texts(new DataField(column.Name, typeof(string), isNullable)),
            };
        }

        public abstract void Add(object? value);

        public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken);
    }

    private class Structs<T>(DataField schema) : Values(schema)
        where T : struct
    {
        private readonly List<T?> _values = [];

        public override void Add(object? value) => _values.Add((T?)value);

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            await (Field.IsNullable
                ? group.WriteAsync<T>(Field, _values.ToArray(), cancellationToken: cancellationToken)
                : group.WriteAsync<T>(Field, _values.Select(value => value!.Value).ToArray(), cancellationToken: cancellationToken));
            _values.Clear();
        }
    }

    private sealed class Moments(DataField schema) : Structs<DateTime>(schema)
    {
        public override void Add(object? value) => base.Add((value as DateTimeOffset?)?.UtcDateTime);
    }

    private sealed class Texts(DataField schema) : Values(schema)
    {
        private readonly List<string?> _values = [];

        public override void Add(object? value) => _values.Add(value?.ToString());

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            string[] values = [.. _values!];
            await group.WriteAsync(Field, values);
            _values.Clear();
        }
    }
}
