using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace IndhCoops.Domain;

/// <summary>How an office's own number is written.</summary>
internal static class ReferenceText
{
    /// <summary>The most characters of one.</summary>
    public const int MaxLength = 100;

    /// <summary>
    /// The reference as it is stored. What looks the same is the same, or a number that is typed once and pasted once would pay twice: it is in the composed form of Unicode ("é"),
    /// any white space is one space, there is none around it, and signs that nobody sees (a byte order mark, a space without width) are left out.
    /// </summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? reference)
    {
        text = text.Trim();
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal))
        {
            reference = text;
            return reference.Length is > 0 and <= MaxLength;
        }

        var isSound = text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune));
        reference = isSound ? Plain(text) : "";
        return reference.Length is > 0 and <= MaxLength;
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                plain.Append(plain is { Length: > 0 } && plain[^1] != ' ' ? " " : "");
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString().TrimEnd().Normalize();
    }
}
