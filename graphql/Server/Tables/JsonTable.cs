using System.IO.Pipelines;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

[assembly: Shipped(typeof(JsonTable))]

namespace IndhCoops.GraphQL.Tables;

/// <summary>An array of flat objects whose members are named as the columns.</summary>
internal sealed class JsonTable(IReadOnlyList<TableColumn> columns) : TableFile, ITableFormat
{
    public static TableFormat Format { get; } =
        new("json", "application/json; charset=utf-8", (table, _) => new JsonTable(table.Columns));

    public override async Task WriteAsync(IAsyncEnumerable<DbDataReader> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        (byte[] Name, TableColumn Column)[] members = [.. columns.Select(column => (JsonBuffer.Name(column.Name), column))];
        using var sending = new TextOutput(output);
        var text = sending.Text;
        var separator = (byte)'[';
        await foreach (var row in rows)
        {
            text.WriteRaw(separator);
            text.WriteRaw((byte)'\n');
            separator = (byte)'{';
            foreach (var (name, column) in members)
            {
                text.WriteRaw(separator);
                text.WriteRaw(name);
                column.WriteJson(row, text);
                separator = (byte)',';
            }

            text.WriteRaw((byte)'}');
            await sending.SendAsync(cancellationToken);
        }

        text.WriteRaw(separator == '[' ? "[\n]\n"u8 : "\n]\n"u8);
        await sending.SendAllAsync(cancellationToken);
    }
}
