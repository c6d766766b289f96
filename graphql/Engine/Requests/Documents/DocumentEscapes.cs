namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>
/// Writes backslashes as the parser reads them. It does not know <c>\u{1F600}</c>, which strings may have since September 2025: the
/// character takes its place, and blanks behind the string make up for the length. And it takes a backslash in a comment for an escape: a
/// blank takes its place. Everything else stays where it is.
/// </summary>
internal static class DocumentEscapes
{
    private const string Escape = "\\u{", BlockQuotes = "\"\"\"";

    // Zeros may lead; what is longer stands for no character.
    private const int LongestNumber = 16;

    /// <summary>The document as the parser reads it. An escape that stands for no character stays, and the parser refuses it.</summary>
    public static string Replace(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var replaced = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var start = rest.IndexOfAny('"', '#') is >= 0 and var mark ? mark : rest.Length;
            replaced.Append(rest[..start]);
            rest = rest[start..];
            var length = rest is ['#', ..] ? AppendComment(replaced, rest)
                : rest.StartsWith(BlockQuotes) ? AppendBlock(replaced, rest)
                : AppendString(replaced, rest);
            rest = rest[length..];
        }

        return replaced.ToString();
    }

    // Appends the comment at the beginning of the text, and gives its length there. So do the other two.
    private static int AppendComment(StringBuilder replaced, ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length;
        replaced.Append(text[..length]).Replace('\\', ' ', replaced.Length - length, length);
        return length;
    }

    private static int AppendBlock(StringBuilder replaced, ReadOnlySpan<char> text)
    {
        var at = BlockQuotes.Length;
        while (at < text.Length && !text[at..].StartsWith(BlockQuotes))
        {
            at += text[at..].StartsWith("\\\"\"\"") ? 4 : 1;
        }

        var length = Math.Min(at + BlockQuotes.Length, text.Length);
        replaced.Append(text[..length]);
        return length;
    }

    private static int AppendString(StringBuilder replaced, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var (at, before) = (1, replaced.Length);
        replaced.Append('"');
        while (at < text.Length && text[at] is not ('"' or '\r' or '\n'))
        {
            if (text[at..].StartsWith(Escape) && Read(text[(at + Escape.Length)..], out var length) is { } character)
            {
                replaced.Append(Written(character));
                at += Escape.Length + length;
            }
            else
            {
                var plain = text[at] == '\\' && at + 1 < text.Length ? 2 : 1;
                replaced.Append(text.Slice(at, plain));
                at += plain;
            }
        }

        if (at < text.Length && text[at] == '"')
        {
            at++;
            replaced.Append('"');
            replaced.Append(' ', Math.Max(0, at - (replaced.Length - before)));
        }

        return at;
    }

    // The character that hexadecimal digits and a brace name; null where they name none.
    private static Rune? Read(ReadOnlySpan<char> text, out int length)
    {
        length = text[..Math.Min(LongestNumber, text.Length)].IndexOf('}') + 1;
        return length > 1
            && int.TryParse(text[..(length - 1)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && Rune.TryCreate(value, out var character)
                ? character
                : null;
    }

    private static string Written(Rune character) => character.Value switch
    {
        '"' or '\\' => $"\\{character}",
        < ' ' => $"\\u{character.Value:X4}",
        _ => character.ToString(),
    };
}
