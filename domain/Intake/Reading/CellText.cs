using System.Globalization;
using System.Text;
using IndhCoops.Domain.Entry;

namespace IndhCoops.Domain.Intake.Reading;

/// <summary>Cleans the text of a cell, so that invisible characters do not make two texts of one.</summary>
internal static class CellText
{
    /// <summary>
    /// The text without white space around it, in Unicode's composed form. Line breaks, other control characters and spaces of all widths
    /// become a space, and marks without width (byte order, direction of writing) go.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            text = Visible(text).Normalize();
        }

        return text.Trim();
    }

    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);

        // Half of a surrogate pair comes as U+FFFD, which is refused as lost.
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.SpaceSeparator:
                    visible.Append(visible.Length > 0 && visible[^1] == ' ' ? "" : " ");
                    break;

                case UnicodeCategory.Format when EntryRules.IsInvisible(rune):
                    break;
                default:
                    visible.Append(rune.ToString());
                    break;
            }
        }

        return visible.ToString();
    }
}
