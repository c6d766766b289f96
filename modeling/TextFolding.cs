using System.Globalization;
using System.Text;

namespace IndhCoops.Modeling;

/// <summary>
/// Folds text for searching and sorting: case, accents and what is written in more than one way are lost, so that "khemisset" finds
/// "Khémisset", "الحسيمه" finds "الحسيمة", "٢٠٢٤" finds "2024" and "al hoceima" finds "Al-Hoceïma".
/// </summary>
/// <remarks>
/// It is done here rather than in SQL, so that both databases agree to the letter. Folded texts are stored: a change of the folding needs a
/// migration that folds them again.
/// </remarks>
public static class TextFolding
{
    private const char ArabicTatweel = 'ـ';

    /// <summary>The folded text; empty for null.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        return Ascii.IsValid(text) ? FoldAscii(text) : FoldAny(text);
    }

    // Most texts of most tables: nothing is decomposed, and a letter is one character.
    private static string FoldAscii(string text)
    {
        var folded = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var letter in text)
        {
            if (letter is <= ' ' or '-' or '\x7F')
            {
                if (length == 0 || folded[length - 1] != ' ')
                {
                    folded[length++] = ' ';
                }
            }
            else
            {
                folded[length++] = letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter;
            }
        }

        return folded[..length].SequenceEqual(text) ? text : new string(folded[..length]);
    }

    private static string FoldAny(string text)
    {
        var decomposed = text.Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var letter in decomposed)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(letter))
            {
                // Accents, and the vowel signs and hamzas of Arabic.
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                    continue;

                // Marks of direction, joiners and soft hyphens, which come along when a text is copied.
                case UnicodeCategory.Format:
                    continue;
                case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation:
                    AppendSpace(folded);
                    continue;
            }

            _ = char.ToLowerInvariant(letter) switch
            {
                ArabicTatweel => folded,
                'œ' => folded.Append("oe"),
                'æ' => folded.Append("ae"),
                'ß' => folded.Append("ss"),
                'ø' => folded.Append('o'),
                'ł' => folded.Append('l'),
                'đ' => folded.Append('d'),
                'ı' => folded.Append('i'),
                '’' or 'ʼ' or '‘' => folded.Append('\''),
                >= '\u0660' and <= '\u0669' or >= '\u06F0' and <= '\u06F9' =>
                    folded.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter))),
                'ٱ' => folded.Append('ا'),
                'ة' => folded.Append('ه'),
                'ى' or 'ی' => folded.Append('ي'),

                // The letter g of Moroccan names: أكادير, أڭادير, أݣادير, أگادير.
                'ک' or 'ڭ' or 'ݣ' or 'گ' => folded.Append('ك'),
                var other => folded.Append(other),
            };
        }

        return folded.ToString();
    }

    // Several are one: "Béni - Mellal" is found by "beni mellal".
    private static void AppendSpace(StringBuilder folded)
    {
        if (folded.Length == 0 || folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }
}
