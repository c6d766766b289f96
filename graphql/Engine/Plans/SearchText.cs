using System.Collections.Frozen;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>What a search looks for: a folded text and its words.</summary>
internal sealed class SearchText
{
    /// <summary>How many words count: of more, the longest ones.</summary>
    public const int MaxWords = 4;

    /// <summary>What separates words in folded texts, beside the space.</summary>
    public const string Separators = "'\"()/.,";

    private const int MaxLength = 200;

    // A shorter word is looked for at the beginning of words only: nearly every name contains it somewhere.
    private const int InnerLength = 3;

    // A word that is at least as long is looked for without its ending.
    private const int StemLength = 5;

    // Words that people type between those that count.
    private static readonly FrozenSet<string> SmallWords =
        "a au aux d dans de des du en et l la le les and in of the في من و".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The text of a request, to look for things that are called by certain words.</summary>
    public SearchText(string text, IReadOnlySet<string>? called = null)
    {
        // Texts that are copied from a PDF hold Arabic letters in the form that they have in a word.
        Whole = text.Normalize(NormalizationForm.FormKC).Trim();
        Folded = TextFolding.Fold(Whole).Trim();
        var all = Folded.Split([' ', .. Separators], StringSplitOptions.RemoveEmptyEntries);
        var others = called is null ? all : Without(called, all);
        IsCalled = others.Length < all.Length;
        Words = [.. Without(SmallWords, others).Select(Stem).Distinct().OrderByDescending(word => word.Length).Take(MaxWords)];
    }

    /// <summary>The whole text, as it was given.</summary>
    public string Whole { get; }

    public string Folded { get; }

    public bool IsEmpty => Words.Count == 0;

    /// <summary>Whether words are also looked for inside of words.</summary>
    public bool IsInside => Words.All(IsInner);

    /// <summary>Whether a word for what is looked for stands beside others: "cooperatives tiznit".</summary>
    public bool IsCalled { get; }

    /// <summary>What every text that begins with this one comes before, in the order of code points.</summary>
    public string End => $"{Folded}\U0010FFFF";

    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether a word is long enough to be looked for inside of words.</summary>
    public static bool IsInner(string word) => word.Length >= InnerLength;

    /// <summary>Refuses a text that is too long.</summary>
    /// <exception cref="GraphFieldException">It is too long.</exception>
    public static void Require(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new GraphFieldException(
                $"The text to search for has {text.Length} characters; at most {MaxLength} are allowed.",
                "HC0026",
                ("maxLength", MaxLength));
        }
    }

    // Where nothing else is given, they are what is looked for.
    private static string[] Without(IReadOnlySet<string> left, string[] words)
    {
        string[] others = [.. words.Where(word => !left.Contains(word))];
        return others.Length > 0 ? others : words;
    }

    // "arganes" and "argane" find "argan" too: words are found by their beginning.
    private static string Stem(string word)
    {
        var stem = word.Length >= StemLength && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
        return stem.Length >= StemLength && stem[^1] == 'e' ? stem[..^1] : stem;
    }
}
