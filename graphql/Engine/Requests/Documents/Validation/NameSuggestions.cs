using GraphQL.Utilities;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Suggests the name that may have been meant, to clients that may see the schema.</summary>
internal sealed class NameSuggestions(bool isAllowed)
{
    private const int Most = 5;

    // To compare names takes the product of their lengths, and no name of the schema is as long.
    private const int LongestName = 64;

    /// <summary>A sentence that follows another one, with a space before it; empty where there is nothing to say.</summary>
    public string For(string name, IEnumerable<string> known)
    {
        if (!isAllowed || name.Length > LongestName || StringUtils.SuggestionList(name, known) is not { Length: > 0 } names)
        {
            return "";
        }

        var quoted = names.Take(Most).Select(suggested => $"`{suggested}`").ToArray();
        return $" Did you mean {(quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}")}?";
    }
}
