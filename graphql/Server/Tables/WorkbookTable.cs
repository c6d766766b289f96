using System.IO.Compression;
using System.IO.Pipelines;
using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

[assembly: Shipped(typeof(WorkbookTable))]

namespace IndhCoops.GraphQL.Tables;

/// <summary>A workbook: rows, with headings that stay in sight, real numbers and dates; and for people, a page on what it holds.</summary>
internal sealed class WorkbookTable(TablePlan table) : TableFile, ITableFormat
{
    // Divided by one, a number loses the zeros at its end: 7.50 of one store and 7.5 of another are the same bytes.
    private const decimal One = 1.0000000000000000000000000000m;

    public static TableFormat Format { get; } = new("xlsx", WorkbookWriter.ContentType, (table, _) => new WorkbookTable(table))
    {
        // One row holds the headings.
        MaxRows = WorkbookWriter.MaxRows - 1,
    };

    public override async Task WriteAsync(IAsyncEnumerable<DbDataReader> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        var stream = new PipeStream(output);
        using var workbook = new WorkbookWriter(stream, CompressionLevel.Fastest);
        var sheet = workbook.AddSheet(table.Subject, new SheetLayout([.. table.Columns.Select(Width)])
        {
            HasHeadings = true,
            HasFilters = true,
            IsRightToLeft = table.Wishes.Language == IntakeLanguage.Arabic,
        });
        foreach (var heading in table.Headings)
        {
            sheet.Text(heading, CellStyle.Heading);
        }

        sheet.EndRow();
        var count = 0L;
        await foreach (var row in rows)
        {
            foreach (var column in table.Columns)
            {
                WriteCell(sheet, column, column.Read(row));
            }

            sheet.EndRow();
            count++;
            await stream.SendAsync(cancellationToken);
        }

        if (table.Wishes.Language is { } language)
        {
            ReadMePage.Write(workbook, table, language, count);
        }

        workbook.Finish();
        await stream.SendAllAsync(cancellationToken);
    }

    private static double Width(TableColumn column) => column.Kind switch
    {
        ScalarKind.Decimal or ScalarKind.DateTime => 20,
        ScalarKind.Int or ScalarKind.Long or ScalarKind.Boolean or ScalarKind.Date => 13,
        _ => 28,
    };

    private static void WriteCell(SheetWriter sheet, TableColumn column, object? value)
    {
        switch (value)
        {
            case bool flag:
                sheet.Flag(flag);
                break;
            case DateOnly day:
                sheet.Day(day);
                break;
            case DateTimeOffset moment:
                sheet.Moment(moment.UtcDateTime);
                break;
            case decimal number:
                sheet.Number(number / One, column.Scale == 2 ? CellStyle.Amount : CellStyle.Plain);
                break;
            case int or long:
                sheet.Count(Convert.ToInt64(value, CultureInfo.InvariantCulture), CellStyle.Plain);
                break;
            default:
                sheet.Text(value?.ToString());
                break;
        }
    }
}
