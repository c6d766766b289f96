using System.IO.Pipelines;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Tables;
using IndhCoops.Hosting.Startup;

[assembly: Shipped(typeof(JsonTable))]

namespace IndhCoops.GraphQL.Tables;

/// <summary>An array of flat objects whose members are named as the columns.</summary>
internal sealed class JsonTable(IReadOnlyList<TableColumn> columns, PipeWriter output) : TextTable(output), ITableFormat
{
    private readonly (byte[] Name, TableColumn Column)[] _columns = [.. columns.Select(column => (JsonBuffer.Name(column.Name), column))];

    private bool _hasRows;

    public static TableFormat Format { get; } =
        TableFormat.Of("json", "application/json; charset=utf-8", (table, output) => new JsonTable(table.Columns, output));

    protected override void WriteHead() => Text.WriteRaw((byte)'[');

    protected override void WriteRow(DbDataReader row)
    {
        Text.WriteRaw(_hasRows ? ",\n"u8 : "\n"u8);
        _hasRows = true;
        var separator = (byte)'{';
        foreach (var (name, column) in _columns)
        {
            Text.WriteRaw(separator);
            Text.WriteRaw(name);
            column.WriteJson(row, Text);
            separator = (byte)',';
        }

        Text.WriteRaw((byte)'}');
    }

    protected override void WriteTail() => Text.WriteRaw("\n]\n"u8);
}
