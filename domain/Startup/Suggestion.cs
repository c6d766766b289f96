namespace IndhCoops.Domain.Startup;

/// <summary>Finds what somebody meant who mistyped a word: <c>--databse</c> is <c>--database</c>.</summary>
public static class Suggestion
{
    /// <summary>
    /// The rest of a sentence that names the likely meaning, as <c>: did you mean --database?</c>, or a full stop where nothing is near.
    /// </summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">What there is.</param>
    public static string For(string word, IEnumerable<string> known) => Find(word, known) is { } meant ? $": did you mean {meant}?" : ".";

    /// <summary>The nearest of the known words; null where none is near.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        // A third of the letters may be wrong: of a short word one.
        var allowed = Math.Max(1, word.Length / 3);
        return known.Select(candidate => (Candidate: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(near => near.Distance <= allowed)
            .OrderBy(near => near.Distance)
            .Select(near => near.Candidate)
            .FirstOrDefault();
    }

    // Letters that are wrong, missing, too many, or swapped with their neighbour (optimal string alignment).
    private static int Distance(string left, string right)
    {
        var costs = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    costs[i, j] = i + j;
                    continue;
                }

                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                costs[i, j] = Math.Min(Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
                }
            }
        }

        return costs[left.Length, right.Length];
    }
}
