namespace IndhCoops.Domain.Intake.Sheets;

/// <summary>Folds headings and names, so that they are found however they are written: "Coût total (DH)" is "cout total dh".</summary>
internal static class FoldedWords
{
    /// <summary>
    /// The words of a text without case, accents and punctuation, a space between them. Spellings of Arabic letters become one.
    /// </summary>
    public static string Of(string text)
    {
        var folded = TextFolding.Fold(text);
        var words = folded.Length <= 256 ? stackalloc char[folded.Length] : new char[folded.Length];
        var length = 0;
        foreach (var letter in folded)
        {
            if (char.IsLetterOrDigit(letter))
            {
                words[length++] = letter;
            }
            else if (length > 0 && words[length - 1] != ' ')
            {
                words[length++] = ' ';
            }
        }

        return new string(words[..length].TrimEnd(' '));
    }
}
