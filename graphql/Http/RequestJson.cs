using System.Text.Json;
using System.Text.Unicode;
using IndhCoops.GraphQL.Execution;

namespace IndhCoops.GraphQL.Http;

/// <summary>Reads a request from the JSON object that GraphQL over HTTP prescribes.</summary>
internal static class RequestJson
{
    /// <summary>How many objects and lists may stand in each other.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads <paramref name="json"/>, of which nothing is kept.</summary>
    public static RequestReading Read(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith(ByteOrderMark))
        {
            json = json[ByteOrderMark.Length..];
        }

        try
        {
            CheckText(json);
            var reader = new Utf8JsonReader(json, Options);
            reader.Read();
            var reading = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadObject(ref reader),
                JsonTokenType.StartArray => RequestRefusal.Batch,
                _ => RequestRefusal.WrongMember("body", "an object"),
            };

            // A request that is refused is not read to its end.
            if (reader.TokenType is JsonTokenType.EndObject && reader.CurrentDepth == 0)
            {
                reader.Read();
            }

            return reading;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Refusal(json);
        }
    }

    /// <summary>Says of JSON that could not be read what is wrong with it.</summary>
    public static RequestRefusal Refusal(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, AnyDepth);
            while (reader.Read())
            {
                // What opens at this depth is one more.
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= MaxDepth)
                {
                    return RequestRefusal.JsonTooDeep;
                }
            }
        }
        catch (JsonException)
        {
            // It is no JSON, however deep.
        }

        return RequestRefusal.InvalidJson;
    }

    /// <summary>Reads the object of variables that a GET carries as text.</summary>
    public static JsonElement ReadElement(ReadOnlySpan<byte> json)
    {
        CheckText(json);
        var reader = new Utf8JsonReader(json, Options);
        var element = JsonElement.ParseValue(ref reader);
        return reader.Read() ? throw new JsonException() : element;
    }

    /// <summary>How a request names its document, from its <c>id</c> and its <c>extensions</c>; null where it does not.</summary>
    public static DocumentReference? ReadReference(string? id, JsonElement extensions)
    {
        JsonElement persisted = default;
        var named = extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("persistedQuery"u8, out persisted);
        if (string.IsNullOrEmpty(id) && !named)
        {
            return null;
        }

        // A hash of another kind is one under which nothing was registered, and nothing will be.
        var hash = persisted.ValueKind == JsonValueKind.Object && persisted.TryGetProperty("sha256Hash"u8, out var sha256) && sha256.ValueKind == JsonValueKind.String
            ? sha256.GetString()
            : null;
        return new DocumentReference(string.IsNullOrEmpty(id) ? null : id, hash);
    }

    private static RequestReading ReadObject(ref Utf8JsonReader reader)
    {
        string? query = null;
        string? operationName = null;
        JsonElement variables = default;
        JsonElement extensions = default;
        string? id = null;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("query"u8))
            {
                if (!TryReadText(ref reader, out query))
                {
                    return RequestRefusal.WrongMember("query", "a string");
                }
            }
            else if (reader.ValueTextEquals("operationName"u8))
            {
                if (!TryReadText(ref reader, out operationName))
                {
                    return RequestRefusal.WrongMember("operationName", "a string");
                }
            }
            else if (reader.ValueTextEquals("variables"u8))
            {
                if (!TryReadObject(ref reader, out variables))
                {
                    return RequestRefusal.WrongMember("variables", "an object");
                }
            }
            else if (reader.ValueTextEquals("extensions"u8))
            {
                if (!TryReadObject(ref reader, out extensions))
                {
                    return RequestRefusal.WrongMember("extensions", "an object");
                }
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                if (!TryReadText(ref reader, out id))
                {
                    return RequestRefusal.WrongMember("id", "a string");
                }
            }
            else
            {
                reader.Skip();
            }
        }

        return new GraphRequest(string.IsNullOrEmpty(query) ? null : query, operationName, variables) { Document = ReadReference(id, extensions) };
    }

    private static bool TryReadText(ref Utf8JsonReader reader, out string? text)
    {
        reader.Read();
        text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
    }

    private static bool TryReadObject(ref Utf8JsonReader reader, out JsonElement element)
    {
        element = default;
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            element = JsonElement.ParseValue(ref reader);
            return true;
        }

        return reader.TokenType == JsonTokenType.Null;
    }

    // Whoever reads a text later may rely on its being one: valid UTF-8, no half of a surrogate pair.
    private static void CheckText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new JsonException("Not UTF-8.");
        }

        if (json.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json, Options);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                reader.GetString();
            }
        }
    }
}
