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
    /// The reference as it is stored. References that look the same must be equal, or a number that is typed once and pasted once would pay
    /// twice. So: composed Unicode ("é"), one space for any white space, none at the ends, the plain hyphen for those of Unicode (Word's
    /// does not break), no invisible characters (a byte order mark, a zero-width space).
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
                plain.Append(rune.Value is 0x2010 or 0x2011 ? "-" : rune.ToString());
            }
        }

        return plain.ToString().TrimEnd().Normalize();
    }
}
