using System.Globalization;
using System.Text;

namespace IndhCoops.Domain.Persistence;

/// <summary>Folds text for searching and sorting: case and accents are lost, so that "khemisset" finds "Khémisset".</summary>
/// <remarks>It is done here rather than in SQL, so that both databases agree to the letter.</remarks>
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

        var decomposed = text.Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var letter in decomposed)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                    continue;
                case UnicodeCategory.Control:
                    folded.Append(' ');
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
                'ٱ' => folded.Append('ا'),
                var other => folded.Append(other),
            };
        }

        return folded.ToString();
    }
}
