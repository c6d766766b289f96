using System.Text;

namespace IndhCoops.Domain.Intake.Sheets;

/// <summary>Folds headings and names, so that they are found however they are written: "Coût global (DH)" is "cout global dh".</summary>
internal static class FoldedWords
{
    /// <summary>The words of a text without case, accents and punctuation, a space between them. Spellings of Arabic letters become one.</summary>
    public static string Of(string text)
    {
        var folded = TextFolding.Fold(text);
        var words = new StringBuilder(folded.Length);
        foreach (var letter in folded)
        {
            if (char.IsLetterOrDigit(letter))
            {
                words.Append(letter);
            }
            else if (words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words.ToString().TrimEnd();
    }
}
