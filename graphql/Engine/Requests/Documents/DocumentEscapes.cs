using System.Text.RegularExpressions;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>
/// Writes backslashes as the parser reads them. It does not know <c>\u{1F600}</c>, which strings may have since September 2025: the
/// character takes its place, and blanks behind the string make up for the length. And it takes a backslash in a comment for an escape: a
/// blank takes its place. Everything else stays where it is.
/// </summary>
internal static partial class DocumentEscapes
{
    /// <summary>The document as the parser reads it. An escape that stands for no character stays, and the parser refuses it.</summary>
    public static string Replace(string text) =>
        text.Contains('\\', StringComparison.Ordinal) ? CommentOrString().Replace(text, Replace) : text;

    private static string Replace(Match part)
    {
        if (part.Value.StartsWith('#'))
        {
            return part.Value.Replace('\\', ' ');
        }

        if (!part.Groups["text"].Success || !part.Value.Contains("\\u{", StringComparison.Ordinal))
        {
            return part.Value;
        }

        var replaced = Escape().Replace(part.Value, Written);
        return part.Groups["end"].Success ? replaced.PadRight(part.Length) : replaced;
    }

    private static string Written(Match escape) =>
        int.TryParse(escape.Groups["digits"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        && Rune.TryCreate(value, out var character)
            ? value switch
            {
                '"' or '\\' => $"\\{character}",
                < ' ' => $"\\u{value:X4}",
                _ => character.ToString(),
            }
            : escape.Value;

    // A comment, a block string, or a string; of a string that is not ended, the line.
    [GeneratedRegex("""#[^\r\n]*|"{3}(?>(?:(?!"{3})(?:\\"{3}|[\s\S]))*)(?:"{3})?|(?<text>"(?>(?:[^"\\\r\n]+|\\[\s\S]?)*)(?<end>")?)""")]
    private static partial Regex CommentOrString();

    // Zeros may lead; what is longer stands for no character.
    [GeneratedRegex("""\\(?:u\{(?<digits>[0-9A-Fa-f]{1,15})\}|[\s\S])""")]
    private static partial Regex Escape();
}
