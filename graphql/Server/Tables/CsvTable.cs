using System.IO.Pipelines;
using IndhCoops.Domain.Files.Csv;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

[assembly: Shipped(typeof(CsvTable))]

namespace IndhCoops.GraphQL.Tables;

internal sealed class CsvTable(TablePlan table) : TableFile, ITableFormat
{
    public static TableFormat Format { get; } = new("csv", CsvFormat.ContentType, (table, _) => new CsvTable(table));

    public override async Task WriteAsync(IAsyncEnumerable<DbDataReader> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        TableColumn[] columns = [.. table.Columns];
        using var sending = new TextOutput(output);
        using var value = new JsonBuffer();
        var records = new CsvRecords(table.Wishes.Csv, sending.Text);
        records.WriteHeadings(table.Headings);
        await foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                value.Clear();
                column.WriteText(row, value);
                if (column.IsText)
                {
                    records.WriteText(value.Written);
                }
                else if (column.Kind == ScalarKind.Decimal)
                {
                    records.WriteNumber(value.Written);
                }
                else
                {
                    records.WriteValue(value.Written);
                }
            }

            records.EndRecord();
            await sending.SendAsync(cancellationToken);
        }

        await sending.SendAllAsync(cancellationToken);
    }
}
