using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Tables;

/// <summary>A workbook with one sheet: headings that stay in sight, real numbers and real dates.</summary>
internal sealed class WorkbookTable : ITableWriter
{
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly PipeStream _stream;
    private readonly WorkbookWriter _workbook;
    private readonly SheetWriter _sheet;

    public WorkbookTable(string name, IReadOnlyList<TableColumn> columns, PipeWriter output)
    {
        _columns = columns;
        _stream = new PipeStream(output);
        _workbook = new WorkbookWriter(_stream, CompressionLevel.Fastest);
        _sheet = _workbook.AddSheet(name, new SheetLayout([.. columns.Select(Width)]) { HasHeadings = true, HasFilters = true });
    }

    public ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        foreach (var column in _columns)
        {
            _sheet.Text(column.Name, CellStyle.Heading);
        }

        _sheet.EndRow();
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken)
    {
        foreach (var column in _columns)
        {
            WriteCell(column, column.Read(row));
        }

        _sheet.EndRow();
        return _stream.SendAsync(cancellationToken);
    }

    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        _workbook.Finish();
        return _stream.SendAllAsync(cancellationToken);
    }

    public void Dispose() => _workbook.Dispose();

    private static double Width(TableColumn column) => column.Kind switch
    {
        ScalarKind.Decimal or ScalarKind.DateTime => 20,
        ScalarKind.Int or ScalarKind.Long or ScalarKind.Boolean or ScalarKind.Date => 13,
        _ => 28,
    };

    private void WriteCell(TableColumn column, object? value)
    {
        switch (value)
        {
            case bool flag:
                _sheet.Flag(flag);
                break;
            case DateOnly day:
                _sheet.Day(day);
                break;
            case DateTimeOffset moment:
                _sheet.Moment(moment.UtcDateTime);
                break;
            case decimal number:
                _sheet.Number(number, column.Scale == 2 ? CellStyle.Amount : CellStyle.Plain);
                break;
            case int or long:
                _sheet.Count(Convert.ToInt64(value, CultureInfo.InvariantCulture), CellStyle.Plain);
                break;
            default:
                _sheet.Text(value?.ToString());
                break;
        }
    }
}
