using IndhCoops.GraphQL.Engine.Json;

namespace IndhCoops.GraphQL.Stores;

internal static class TextLists
{
    /// <summary>Writes a list of texts, however its database holds it.</summary>
    public static void WriteTexts(this JsonBuffer json, ReadOnlySpan<string> texts)
    {
        var separator = (byte)'[';
        foreach (var text in texts)
        {
            json.WriteRaw(separator);
            json.WriteString(text);
            separator = (byte)',';
        }

        json.WriteRaw(separator == (byte)'[' ? "[]"u8 : "]"u8);
    }
}
