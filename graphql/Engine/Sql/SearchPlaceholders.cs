using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>The parameters of a search: each is made once and stands in the statement several times.</summary>
internal sealed class SearchPlaceholders(SqlParameters parameters, SqlDialect dialect, ValueReference text)
{
    private readonly Dictionary<string, WordPlaceholders> _words = [];

    public string Text { get; } = parameters.Search(text, ScalarKind.Text, null, search => search.Folded);

    /// <summary>What all texts that begin so come before.</summary>
    public string End { get; } = parameters.Search(text, ScalarKind.Text, null, search => search.End);

    /// <summary>The pattern of texts that begin so.</summary>
    public string Beginning { get; } = parameters.Search(text, ScalarKind.Text, null, search => $"{SqlParameters.Escape(search.Folded)}%");

    /// <summary>The most results.</summary>
    public string Limit { get; } = parameters.SearchLimit(text);

    /// <summary>The text as it was given, and in capitals.</summary>
    public string WholeTexts => field ??= $"{parameters.Search(text, ScalarKind.Text, null, search => search.Whole)}, "
        + parameters.Search(text, ScalarKind.Text, null, search => search.Whole.ToUpperInvariant());

    /// <summary>The words by which rows of an entity are looked for: without those that it is called by.</summary>
    public WordPlaceholders Words(SearchedEntity searched)
    {
        var key = string.Join(' ', searched.Called.Order(StringComparer.Ordinal));
        return _words.TryGetValue(key, out var words) ? words : _words[key] = new(parameters, dialect, text, searched.Called);
    }
}

/// <summary>The parameters for the words of a search.</summary>
internal sealed class WordPlaceholders(SqlParameters parameters, SqlDialect dialect, ValueReference text, IReadOnlySet<string> called)
{
    // No text is like it: folded texts hold no control characters.
    private const string Never = "\u0001";

    /// <summary>Whether words are also looked for inside of words.</summary>
    public string IsInside { get; } = parameters.Search(text, ScalarKind.Boolean, called, search => search.IsInside);

    /// <summary>For each word the pattern of texts that contain it; a pattern of all texts where there are fewer words.</summary>
    public IReadOnlyList<string> Parts { get; } = Patterns(
        parameters, text, called, word => word.Length == 0 ? "%" : $"%{SqlParameters.Escape(word)}%");

    /// <summary>For each word the pattern of texts in which a word begins so; a pattern of all texts where there are fewer words.</summary>
    public IReadOnlyList<string> Beginnings { get; } = Patterns(parameters, text, called, dialect.WordPattern);

    /// <summary>For each word that is looked for inside of words the pattern of texts that contain it.</summary>
    public IReadOnlyList<string> Inner =>
        field ??= Patterns(parameters, text, called, word => SearchText.IsInner(word) ? $"%{SqlParameters.Escape(word)}%" : Never);

    /// <summary>For each word that can name something by itself the pattern of texts in which a word begins so.</summary>
    public IReadOnlyList<string> Names =>
        field ??= Patterns(parameters, text, called, word => SearchText.IsInner(word) ? dialect.WordPattern(word) : Never);

    /// <summary>Whether some of the words may be of what a row belongs to.</summary>
    public string IsTogether =>
        field ??= parameters.Search(text, ScalarKind.Boolean, called, search => search.IsCalled || search.Words.Count > 1);

    /// <summary>Whether a word for the rows stands beside others, which may all be of what a row belongs to.</summary>
    public string IsCalled => field ??= parameters.Search(text, ScalarKind.Boolean, called, search => search.IsCalled);

    /// <summary>What an index of words is asked.</summary>
    public string IndexQuery => field ??= parameters.Search(text, ScalarKind.Text, called, search => dialect.WordIndexQuery(search.Words));

    private static IReadOnlyList<string> Patterns(
        SqlParameters parameters, ValueReference text, IReadOnlySet<string> called, Func<string, string> pattern) =>
    [
        .. Enumerable.Range(0, SearchText.MaxWords)
            .Select(position =>
                parameters.Search(text, ScalarKind.Text, called, search => pattern(search.Words.ElementAtOrDefault(position) ?? ""))),
    ];
}
