using System.Text.Json;

namespace IndhCoops.GraphQL.Engine.Json;

/// <summary>Texts that stand in answers as they are, encoded once.</summary>
internal static class JsonTexts
{
    /// <summary>A name with quotes and colon.</summary>
    public static byte[] Name(string name) => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(name)}\":");

    public static byte[] Quoted(string text) => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text)}\"");
}
