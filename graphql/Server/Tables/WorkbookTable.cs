using System.IO.Compression;
using System.IO.Pipelines;
using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

[assembly: Shipped(typeof(WorkbookTable))]

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// A workbook: the rows, with headings that stay in sight, real numbers and real dates; and for people, a page that says what it holds.
/// </summary>
internal sealed class WorkbookTable : ITableFormat
{
    // Divided by one, a number loses the zeros at its end: 7.50 of one store and 7.5 of another are the same bytes.
    private const decimal One = 1.0000000000000000000000000000m;

    private readonly TablePlan _table;
    private readonly PipeStream _stream;
    private readonly WorkbookWriter _workbook;
    private readonly SheetWriter _sheet;
    private long _rows;

    public WorkbookTable(TablePlan table, PipeWriter output)
    {
        _table = table;
        _stream = new PipeStream(output);
        _workbook = new WorkbookWriter(_stream, CompressionLevel.Fastest);
        _sheet = _workbook.AddSheet(table.Subject, new SheetLayout([.. table.Columns.Select(Width)])
        {
            HasHeadings = true,
            HasFilters = true,
            IsRightToLeft = table.Wishes.Language == IntakeLanguage.Arabic,
        });
    }

    public static TableFormat Format { get; } = TableFormat.Of(
        "xlsx", WorkbookWriter.ContentType, (table, output) => new WorkbookTable(table, output)) with
    {
        // One row holds the headings.
        MaxRows = WorkbookWriter.MaxRows - 1,
    };

    public ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        foreach (var heading in _table.Headings)
        {
            _sheet.Text(heading, CellStyle.Heading);
        }

        _sheet.EndRow();
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken)
    {
        foreach (var column in _table.Columns)
        {
            WriteCell(column, column.Read(row));
        }

        _sheet.EndRow();
        _rows++;
        return _stream.SendAsync(cancellationToken);
    }

    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (_table.Wishes.Language is { } language)
        {
            ReadMePage.Write(_workbook, _table, language, _rows);
        }

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
                _sheet.Number(number / One, column.Scale == 2 ? CellStyle.Amount : CellStyle.Plain);
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
