using System.Globalization;
using IndhCoops.GraphQL.Engine.Requests;

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

    private readonly string[] _words;

    private SearchText(string folded)
    {
        Folded = folded;
        _words = [.. folded.Split([' ', .. Separators], StringSplitOptions.RemoveEmptyEntries).Distinct().OrderByDescending(word => word.Length).Take(MaxWords)];
    }

    /// <summary>The whole text, folded.</summary>
    public string Folded { get; }

    /// <summary>Whether nothing is looked for.</summary>
    public bool IsEmpty => _words.Length == 0;

    /// <summary>Whether words are also looked for inside of words.</summary>
    public bool IsInside => _words.All(word => word.Length >= InnerLength);

    /// <summary>What every text that begins with this one comes before, in the order of code points.</summary>
    public string End => $"{Folded}\U0010FFFF";

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The text of a request.</summary>
    public static SearchText Of(string text) => new(TextFolding.Fold(text).Trim());

    /// <summary>Refuses a text that is too long.</summary>
    /// <exception cref="GraphFieldException">It is too long.</exception>
    public static void Require(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new GraphFieldException(new GraphError(
                string.Create(CultureInfo.InvariantCulture, $"The text to search for has {text.Length} characters; at most {MaxLength} are allowed."))
            {
                Code = "HC0026",
                Extensions = [new("maxLength", MaxLength)],
            });
        }
    }
}
