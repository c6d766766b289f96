using System.IO.Pipelines;
using IndhCoops.Domain.Files.Csv;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

[assembly: Shipped(typeof(CsvTable))]

namespace IndhCoops.GraphQL.Tables;

internal sealed class CsvTable : TextTable, ITableFormat
{
    private readonly IReadOnlyList<string> _headings;
    private readonly TableColumn[] _columns;
    private readonly CsvRecords _records;
    private readonly JsonBuffer _value = new();

    public CsvTable(TablePlan table, PipeWriter output)
        : base(output)
    {
        _headings = table.Headings;
        _columns = [.. table.Columns];
        _records = new CsvRecords(table.Wishes.Csv, Text);
    }

    public static TableFormat Format { get; } = TableFormat.Of(
        "csv", CsvFormat.ContentType, (table, output) => new CsvTable(table, output));

    public override void Dispose()
    {
        _value.Dispose();
        base.Dispose();
    }

    protected override void WriteHead() => _records.WriteHeadings(_headings);

    protected override void WriteRow(DbDataReader row)
    {
        foreach (var column in _columns)
        {
            _value.Clear();
            column.WriteText(row, _value);
            if (column.IsText)
            {
                _records.WriteText(_value.Written);
            }
            else if (column.Kind == ScalarKind.Decimal)
            {
                _records.WriteNumber(_value.Written);
            }
            else
            {
                _records.WriteValue(_value.Written);
            }
        }

        _records.EndRecord();
    }

    protected override void WriteTail()
    {
    }
}
