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
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly TableColumn[] _columns = [.. columns];

    protected override void WriteHead()
    {
        Text.WriteRaw([0xEF, 0xBB, 0xBF]);
        for (var i = 0; i < _columns.Length; i++)
        {
            Separate(i);
            WriteText(_columns[i].Name);
        }

        Text.WriteRaw("\r\n"u8);
    }

    protected override void WriteRow(DbDataReader row)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            Separate(i);
            var column = _columns[i];
            if (column.IsText)
            {
                WriteText((string?)column.Read(row));
            }
            else
            {
                var start = Text.Length;
                column.WriteJson(row, Text);
                if (Text.Written[start..].SequenceEqual("null"u8))
                {
                    Text.Truncate(start);
                }
                else
                {
                    Text.Unquote(start);
                }
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

    private void WriteText(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            text = "'" + text;
        }

        if (text.AsSpan().ContainsAny(Quoted))
        {
            text = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }

        var bytes = Encoding.UTF8.GetBytes(text, Text.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));
        Text.Advance(bytes);
    }
}
