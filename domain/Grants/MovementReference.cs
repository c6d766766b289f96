using System.Globalization;
using System.Text;

namespace IndhCoops.Domain.Grants;

/// <summary>How a reference of a movement is written.</summary>
internal static class MovementReference
{
    /// <summary>The most characters of one.</summary>
    public const int MaxLength = 100;

    /// <summary>
    /// The reference as it is stored. What looks the same is the same, or a number that is typed once and pasted once would pay twice: it is in the composed form of Unicode ("é"),
    /// any white space is one space, there is none around it, and signs that nobody sees (a byte order mark, a space without width) are left out.
    /// </summary>
    /// <exception cref="MovementRefusedException">It is no reference.</exception>
    public static string? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        text = text.Trim();
        var isSound = text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune));
        var reference = isSound ? Plain(text) : "";
        return reference.Length is > 0 and <= MaxLength
            ? reference
            : throw new MovementRefusedException(
                MovementRefusal.Reference, $"A reference has 1 to {MaxLength} characters, and no control characters such as line breaks: give the number under which you know the movement, or none.");
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
