namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>Checks that every database can hold a client's text.</summary>
internal static class SoundText
{
    /// <summary>The message for a text that fails the check.</summary>
    public const string Complaint = "A text must not contain U+0000 or half of a surrogate pair.";

    /// <summary>Whether the text is without U+0000 and without halves of surrogate pairs.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[consumed..];
        }

        return true;
    }
}
