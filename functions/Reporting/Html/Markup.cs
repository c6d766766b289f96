using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>A piece of HTML or SVG in which everything but the literal text of the code is encoded.</summary>
internal readonly record struct Markup(string Text)
{
    public static Markup Nothing { get; } = new("");

    public static Markup Of(ref MarkupInterpolation interpolation) => new(interpolation.Text);

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;
}

/// <summary>Encodes what is put into the holes of an interpolated string, unless it is markup already.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupInterpolation(int literalLength, int formattedCount)
{
    private readonly StringBuilder _html = new(literalLength + (formattedCount * 16));

    public string Text => _html.ToString();

    public void AppendLiteral(string literal) => _html.Append(literal);

    public void AppendFormatted(Markup markup) => _html.Append(markup.Text);

    public void AppendFormatted(IEnumerable<Markup> parts) => _html.Append(Markup.Join(parts).Text);

    public void AppendFormatted(int number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(decimal number) => _html.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

    public void AppendFormatted(string? text)
    {
        foreach (var letter in text ?? "")
        {
            _ = letter switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                _ => _html.Append(letter),
            };
        }
    }
}
