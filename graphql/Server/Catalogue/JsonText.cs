using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>Makes JSON that people read, too: indented, accents as they are.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An object of those members that have a value.</summary>
    public static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                json.Add(name, value);
            }
        }

        return json;
    }

    public static JsonArray Array(params IEnumerable<JsonNode?> elements) => [.. elements];

    public static byte[] Write(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Options);
}
