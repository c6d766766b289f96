using System.Text;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>What two spellings of one name have in common: "Al Oussra", "AL-OUSRA" and "Coopérative Alousra" are one.</summary>
internal static class Spelling
{
    // Words that do not tell cooperatives apart.
    private static readonly HashSet<string> Generic =
    [
        .. new[]
        {
            "coopérative", "coop", "sté", "société", "association", "تعاونية", "جمعية", "de", "la", "le", "les", "des",
            "du", "d", "l", "et",
        }.Select(FoldedWords.Of),
    ];

    /// <summary>The key of a name; numbers stay as they are.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var word in FoldedWords.Of(name).Split(' ').Where(word => !Generic.Contains(word)))
        {
            foreach (var letter in word.Replace("ou", "u", StringComparison.Ordinal).Replace("ph", "f", StringComparison.Ordinal))
            {
                var plain = letter switch { 'y' => 'i', 'k' or 'q' => 'c', 'z' => 's', _ => letter };
                if (char.IsDigit(plain) || key.Length == 0 || key[^1] != plain)
                {
                    key.Append(plain);
                }
            }
        }

        return key.ToString().Replace("h", "", StringComparison.Ordinal).TrimEnd('e', 's');
    }
}
