using System.Buffers;
using System.Globalization;
using System.Text;

namespace IndhCoops.Domain.Files.Csv;

/// <summary>
/// Writes CSV value by value. Values come as UTF-8, as the database's driver has them, and only few become objects; CsvHelper takes
/// strings, and a table of the graph would make one for each value.
/// </summary>
/// <param name="format">How values are written.</param>
/// <param name="output">Where they are written to.</param>
public sealed class CsvRecords(CsvFormat format, IBufferWriter<byte> output)
{
    private readonly SearchValues<byte> _quoted = SearchValues.Create([(byte)format.Delimiter, (byte)'"', (byte)'\r', (byte)'\n']);
    private bool _isFirst = true;

    /// <summary>Writes the headings, behind the byte order mark where there is one.</summary>
    public void WriteHeadings(IEnumerable<string> headings)
    {
        if (format.HasByteOrderMark)
        {
            output.Write(Encoding.UTF8.Preamble);
        }

        foreach (var heading in headings)
        {
            WriteText(heading);
        }

        EndRecord();
    }

    /// <summary>Writes a text; an empty value where it is null.</summary>
    public void WriteText(string? text) => WriteText(Encoding.UTF8.GetBytes(text ?? ""));

    /// <summary>Writes a text that is UTF-8 already.</summary>
    public void WriteText(ReadOnlySpan<byte> text)
    {
        if (format.IsGuarded && FormulaGuard.MayBeNeeded(text))
        {
            WriteValue(Encoding.UTF8.GetBytes(FormulaGuard.Apply(Encoding.UTF8.GetString(text))));
        }
        else
        {
            WriteValue(text);
        }
    }

    /// <summary>Writes a number, which has a point before its decimals.</summary>
    public void WriteNumber(ReadOnlySpan<byte> number)
    {
        if (format.DecimalMark == '.' || !number.Contains((byte)'.'))
        {
            WriteValue(number);
            return;
        }

        Span<byte> marked = stackalloc byte[number.Length];
        number.Replace(marked, (byte)'.', (byte)format.DecimalMark);
        WriteValue(marked);
    }

    /// <summary>Writes an amount to the centime; an empty value where it is null.</summary>
    public void WriteAmount(decimal? amount)
    {
        Span<byte> text = stackalloc byte[40];
        var written = 0;
        amount?.TryFormat(text, out written, "F2", CultureInfo.InvariantCulture);
        WriteNumber(text[..written]);
    }

    /// <summary>Writes a value that is no text and no fraction: a whole number, a day, yes or no.</summary>
    public void WriteValue(ReadOnlySpan<byte> value)
    {
        if (!_isFirst)
        {
            output.Write([(byte)format.Delimiter]);
        }

        _isFirst = false;
        output.Write(
            value.ContainsAny(_quoted)
                ? Encoding.UTF8.GetBytes($"\"{Encoding.UTF8.GetString(value).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")
                : value);
    }

    /// <summary>Ends the record.</summary>
    public void EndRecord()
    {
        output.Write("\r\n"u8);
        _isFirst = true;
    }
}
