namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>Shortens what a client sent before an error repeats it, so that a long request does not make a long answer.</summary>
internal static class Excerpt
{
    private const int Usual = 80;

    /// <summary>The text, or its beginning and an ellipsis.</summary>
    public static string Of(string text, int length = Usual)
    {
        if (text.Length <= length)
        {
            return text;
        }

        // No half of a surrogate pair.
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
