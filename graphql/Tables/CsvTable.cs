using System.Buffers;
using System.Data.Common;
using System.IO.Pipelines;
using System.Text;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// RFC 4180 with a byte order mark, so that a spreadsheet opens it as UTF-8. A text that begins like a formula is led by an
/// apostrophe, so that no spreadsheet runs what somebody typed as a name; numbers are numbers and need none.
/// </summary>
internal sealed class CsvTable(IReadOnlyList<TableColumn> columns, PipeWriter output) : TextTable(output)
{
    private static readonly SearchValues<byte> Quoted = SearchValues.Create(",\"\r\n"u8);

    private readonly TableColumn[] _columns = [.. columns];

    protected override void WriteHead()
    {
        Text.WriteRaw([0xEF, 0xBB, 0xBF]);
        for (var i = 0; i < _columns.Length; i++)
        {
            Separate(i);
            WriteHeading(_columns[i].Name);
        }

        Text.WriteRaw("\r\n"u8);
    }

    protected override void WriteRow(DbDataReader row)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            Separate(i);
            var start = Text.Length;
            _columns[i].WriteText(row, Text);
            if (_columns[i].IsText)
            {
                Protect(start);
            }
        }

        Text.WriteRaw("\r\n"u8);
    }

    protected override void WriteTail()
    {
    }

    private void Separate(int column)
    {
        if (column > 0)
        {
            Text.WriteRaw((byte)',');
        }
    }

    private void WriteHeading(string text)
    {
        var start = Text.Length;
        Text.WriteRaw(Encoding.UTF8.GetBytes(text));
        Protect(start);
    }

    // Few texts need it: only those become objects.
    private void Protect(int start)
    {
        var bytes = Text.Written[start..];
        if (bytes.Length == 0 || (!IsFormula(bytes[0]) && !bytes.ContainsAny(Quoted)))
        {
            return;
        }

        var text = IsFormula(bytes[0]) ? "'" + Encoding.UTF8.GetString(bytes) : Encoding.UTF8.GetString(bytes);
        var cell = bytes.ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        Text.Truncate(start);
        Text.WriteRaw(Encoding.UTF8.GetBytes(cell));
    }

    private static bool IsFormula(byte first) => first is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r';
}
