namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>Shortens what a client sent before an error repeats it, so that a long request does not make a long answer.</summary>
internal static class Excerpt
{
    private const int Usual = 80;

    /// <summary>The text, or its beginning and an ellipsis.</summary>
    /// <remarks>No half of a surrogate pair is left at its end.</remarks>
    public static string Of(string text, int length = Usual) => text.Length <= length
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
}
