using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>
/// A piece of HTML or SVG in which everything but the literal text of the code is encoded. It keeps the pieces that it is made of; the
/// bytes of a page are written once, from all of them.
/// </summary>
internal readonly struct Markup
{
    // Null, a text, or an array of such contents.
    private readonly object? _content;

    /// <summary>Takes a text as it is.</summary>
    public Markup(string text) => _content = text;

    private Markup(object?[] parts) => _content = parts;

    public static Markup Nothing { get; }

    public static Markup Of(ref MarkupInterpolation interpolation) => new(interpolation.Parts);

    public static Markup Join(IEnumerable<Markup> parts) => new([.. parts.Select(part => part._content)]);

    /// <summary>The whole in UTF-8.</summary>
    public byte[] ToUtf8()
    {
        var bytes = new byte[CountBytes(_content)];
        Write(_content, bytes);
        return bytes;
    }

    public override string ToString() => Encoding.UTF8.GetString(ToUtf8());

    private static int CountBytes(object? content) => content switch
    {
        string text => Encoding.UTF8.GetByteCount(text),
        object?[] parts => parts.Sum(CountBytes),
        _ => 0,
    };

    private static int Write(object? content, Span<byte> output)
    {
        var written = 0;
        switch (content)
        {
            case string text:
                return Encoding.UTF8.GetBytes(text, output);
            case object?[] parts:
                foreach (var part in parts)
                {
                    written += Write(part, output[written..]);
                }

                break;
        }

        return written;
    }

    /// <summary>Encodes what is put into the holes of an interpolated string, unless it is markup already.</summary>
    [InterpolatedStringHandler]
    internal ref struct MarkupInterpolation(int literalLength, int formattedCount)
    {
        private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

        // A literal may stand before each hole, and one at the end.
        private readonly object?[] _parts = new object?[literalLength == 0 ? formattedCount : (formattedCount * 2) + 1];
        private int _count;

        /// <summary>The pieces; null where there is none.</summary>
        internal readonly object?[] Parts => _parts;

        public void AppendLiteral(string literal) => _parts[_count++] = literal;

        public void AppendFormatted(Markup markup) => _parts[_count++] = markup._content;

        public void AppendFormatted(IEnumerable<Markup> parts) => AppendFormatted(Join(parts));

        public void AppendFormatted(int number) => _parts[_count++] = number.ToString(CultureInfo.InvariantCulture);

        public void AppendFormatted(decimal number) => _parts[_count++] = number.ToString("0.##", CultureInfo.InvariantCulture);

        public void AppendFormatted(string? text) => _parts[_count++] = text.AsSpan().ContainsAny(Special) ? Encode(text!) : text;

        private static string Encode(string text)
        {
            var html = new StringBuilder(text.Length + 16);
            foreach (var letter in text)
            {
                _ = letter switch
                {
                    '&' => html.Append("&amp;"),
                    '<' => html.Append("&lt;"),
                    '>' => html.Append("&gt;"),
                    '"' => html.Append("&quot;"),
                    '\'' => html.Append("&#39;"),
                    _ => html.Append(letter),
                };
            }

            return html.ToString();
        }
    }
}
