using System.Buffers;
using System.Data.Common;
using System.IO.Pipelines;
using System.Text;
using IndhCoops.Domain.Csv;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// RFC 4180 with a byte order mark, so that a spreadsheet opens it as UTF-8.
/// </summary>
/// <param name="columns">The columns.</param>
/// <param name="output">Where it is written to.</param>
/// <param name="isGuarded">Whether texts are kept from being taken for formulas, by <see cref="FormulaGuard"/>.</param>
internal sealed class CsvTable(IReadOnlyList<TableColumn> columns, PipeWriter output, bool isGuarded) : TextTable(output)
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
        if (isGuarded && FormulaGuard.MayBeNeeded(bytes))
        {
            var text = Encoding.UTF8.GetString(bytes);
            var guarded = FormulaGuard.Apply(text);
            if (guarded != text)
            {
                Replace(start, guarded);
                bytes = Text.Written[start..];
            }
        }

        if (bytes.ContainsAny(Quoted))
        {
            Replace(start, $"\"{Encoding.UTF8.GetString(bytes).Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
    }

    private void Replace(int start, string text)
    {
        Text.Truncate(start);
        Text.WriteRaw(Encoding.UTF8.GetBytes(text));
    }
}
