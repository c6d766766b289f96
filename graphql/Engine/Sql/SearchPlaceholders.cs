using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests.Inputs;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>The parameters of a search: each is made once and stands in the statement several times.</summary>
internal sealed class SearchPlaceholders(SqlParameters parameters, SqlDialect dialect, ValueReference text)
{
    private string? _wordIndexQuery;

    /// <summary>The text.</summary>
    public string Text { get; } = parameters.Search(text, ScalarKind.Text, search => search.Folded);

    /// <summary>What all texts that begin so come before.</summary>
    public string End { get; } = parameters.Search(text, ScalarKind.Text, search => search.End);

    /// <summary>The pattern of texts that begin so.</summary>
    public string Beginning { get; } = parameters.Search(text, ScalarKind.Text, search => $"{SqlParameters.Escape(search.Folded)}%");

    /// <summary>Whether words are also looked for inside of words.</summary>
    public string IsInside { get; } = parameters.Search(text, ScalarKind.Boolean, search => search.IsInside);

    /// <summary>For each word the pattern of texts that contain it; a pattern of all texts where there are fewer words.</summary>
    public IReadOnlyList<string> Parts { get; } = Patterns(parameters, text, word => word.Length == 0 ? "%" : $"%{SqlParameters.Escape(word)}%");

    /// <summary>For each word the pattern of texts in which a word begins so.</summary>
    public IReadOnlyList<string> Words { get; } = Patterns(parameters, text, dialect.WordPattern);

    /// <summary>The most results.</summary>
    public string Limit { get; } = parameters.SearchLimit(text);

    /// <summary>What an index of words is asked.</summary>
    public string WordIndexQuery => _wordIndexQuery ??= parameters.Search(text, ScalarKind.Text, search => dialect.WordIndexQuery(search.Words));

    private static IReadOnlyList<string> Patterns(SqlParameters parameters, ValueReference text, Func<string, string> pattern) =>
    [
        .. Enumerable.Range(0, SearchText.MaxWords).Select(position => parameters.Search(text, ScalarKind.Text, search => pattern(search.Words.ElementAtOrDefault(position) ?? ""))),
    ];
}
