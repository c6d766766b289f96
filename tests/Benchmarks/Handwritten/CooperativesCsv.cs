using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>Writes the file that the graph gives, straight into the response, which is sent whenever there is enough of it.</summary>
internal sealed class CooperativesCsv(PipeWriter output)
{
    private const int SentAt = 32 * 1024;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Writes the byte order mark and the head.</summary>
    public void Begin() => output.Write("\uFEFFid,name,foundedYear,province.code\r\n"u8);

    /// <summary>Writes a cooperative; whether it is time to send.</summary>
    public bool Row(Guid id, string name, int? foundedYear, string province)
    {
        // A name that begins like a formula is led by an apostrophe; one that holds a separator stands in quotes.
        name = name is ['=' or '+' or '-' or '@', ..] ? "'" + name : name;
        name = name.AsSpan().ContainsAny(Quoted) ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
        var line = output.GetSpan(64 + (3 * (name.Length + province.Length)));
        Utf8Formatter.TryFormat(id, line, out var length);
        line[length++] = (byte)',';
        length += Encoding.UTF8.GetBytes(name, line[length..]);
        line[length++] = (byte)',';
        if (foundedYear is { } year)
        {
            Utf8Formatter.TryFormat(year, line[length..], out var digits);
            length += digits;
        }

        line[length++] = (byte)',';
        length += Encoding.UTF8.GetBytes(province, line[length..]);
        line[length++] = (byte)'\r';
        line[length++] = (byte)'\n';
        output.Advance(length);
        return output.UnflushedBytes >= SentAt;
    }

    /// <summary>Sends what has been written.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken) => await output.FlushAsync(cancellationToken);
}
