using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IndhCoops.GraphQL.Engine.Json;

/// <summary>
/// UTF-8 JSON under construction in a pooled array. Unlike <see cref="Utf8JsonWriter"/> it knows no nesting: a plan
/// brings its punctuation along, ready-made, and parts of a response are put together as bytes.
/// </summary>
internal sealed class JsonBuffer : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 4096;

    // What JSON itself demands to be escaped in a string.
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    // The same where the text is UTF-8 already.
    private static readonly SearchValues<byte> EscapedBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>What has been written; valid until more is written.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>A name with quotes and colon, encoded once for all answers.</summary>
    public static byte[] Name(string name) => [.. Quoted(name), (byte)':'];

    /// <summary>A text in quotes, encoded once for all answers.</summary>
    public static byte[] Quoted(string text) => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text)}\"");

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => Reserve(Math.Max(sizeHint, 1));

    /// <summary>Writes a comma, unless what follows is the first of an object or a list.</summary>
    public void Separate()
    {
        if (_bytes[Length - 1] is not ((byte)'{' or (byte)'['))
        {
            WriteRaw((byte)',');
        }
    }

    /// <summary>Writes the name of an object's field, and what separates it from the one before.</summary>
    public void WriteName(byte[] name)
    {
        Separate();
        WriteRaw(name);
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void WriteRaw(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void WriteNull() => WriteRaw("null"u8);

    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Length += written;
    }

    /// <summary>Appends an amount of hundredths with no more decimals than it needs: 210000, 105000.5.</summary>
    public void WriteHundredths(long hundredths)
    {
        var (whole, fraction) = Math.DivRem(hundredths, 100);
        if (hundredths < 0 && whole == 0)
        {
            WriteRaw((byte)'-');
        }

        WriteNumber(whole);
        fraction = Math.Abs(fraction);
        if (fraction == 0)
        {
            return;
        }

        WriteRaw((byte)'.');
        WriteRaw((byte)('0' + (fraction / 10)));
        if (fraction % 10 != 0)
        {
            WriteRaw((byte)('0' + (fraction % 10)));
        }
    }

    public void WriteDecimal(decimal value)
    {
        var hundredths = value * 100m;
        if (decimal.IsInteger(hundredths) && Math.Abs(hundredths) < long.MaxValue)
        {
            WriteHundredths((long)hundredths);
            return;
        }

        // Divided by one, it loses the zeros at its end.
        Utf8Formatter.TryFormat(value / 1.0000000000000000000000000000m, Reserve(32), out var written);
        Length += written;
    }

    /// <summary>Appends a day, <c>"2024-07-05"</c>.</summary>
    public void WriteDate(DateOnly value) => WriteQuoted(value, 10, "yyyy-MM-dd");

    /// <summary>Appends a moment in UTC, <c>"2024-07-05T23:41:00Z"</c>, with no more decimals than it needs.</summary>
    public void WriteDateTime(DateTimeOffset value) => WriteQuoted(value.UtcDateTime, 28, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'");

    public void WriteUuid(Guid value) => WriteQuoted(value, 36, "D");

    /// <summary>Appends a text in quotes, escaped where JSON demands it.</summary>
    public void WriteString(ReadOnlySpan<char> text)
    {
        WriteRaw((byte)'"');
        if (!text.ContainsAny(Escaped))
        {
            Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        }
        else
        {
            WriteRaw(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        }

        WriteRaw((byte)'"');
    }

    /// <summary>Escapes the text that was written since a position, where JSON demands it.</summary>
    public void Escape(int start)
    {
        var text = _bytes.AsSpan(start, Length - start);
        if (text.ContainsAny(EscapedBytes))
        {
            var escaped = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
            Truncate(start);
            WriteRaw(escaped.EncodedUtf8Bytes);
        }
    }

    public void Clear() => Length = 0;

    public void Truncate(int length) => Length = length;

    /// <summary>Removes the quotes around what was written since a place, if there are any.</summary>
    public void Unquote(int start)
    {
        if (_bytes[start] == (byte)'"')
        {
            Length -= 2;
            _bytes.AsSpan(start + 1, Length - start).CopyTo(_bytes.AsSpan(start));
        }
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            Length = 0;
        }
    }

    // Appends a value in quotes, which has some bytes at most.
    private void WriteQuoted<T>(T value, int size, ReadOnlySpan<char> format)
        where T : struct, IUtf8SpanFormattable
    {
        var target = Reserve(size + 2);
        target[0] = (byte)'"';
        value.TryFormat(target[1..], out var written, format, CultureInfo.InvariantCulture);
        target[written + 1] = (byte)'"';
        Length += written + 2;
    }

    // Where to write next, with room for some bytes at least.
    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(Length);
    }
}
