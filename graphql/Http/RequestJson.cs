using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using IndhCoops.GraphQL.Execution;
using IndhCoops.GraphQL.Execution.Documents;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Http;

/// <summary>Reads a request from the JSON object that GraphQL over HTTP prescribes. What is too long or too much is refused before it is made.</summary>
internal sealed class RequestJson(IOptions<DocumentLimits> limits)
{
    /// <summary>The longest name of an operation or a document, and the longest hash.</summary>
    internal const int MaxNameLength = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    private readonly DocumentLimits _limits = limits.Value;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads <paramref name="json"/>, of which nothing is kept.</summary>
    public RequestReading Read(ReadOnlySpan<byte> json)
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
            return RequestRefusal.InvalidJson;
        }
    }

    /// <summary>Reads an object that a GET carries as text, and how many elements it has; false, with the reason, where it may not be.</summary>
    public bool TryReadObject(ReadOnlySpan<byte> json, string member, out JsonElement element, out int elements, [NotNullWhen(false)] out RequestRefusal? refusal)
    {
        (element, elements) = (default, 0);
        try
        {
            CheckText(json);
            var reader = new Utf8JsonReader(json, Options);
            reader.Read();
            if (!TryTakeObject(ref reader, member, out element, out elements, out refusal))
            {
                // What is no JSON at all is told so first.
                reader.Skip();
                return false;
            }

            refusal = reader.Read() ? RequestRefusal.InvalidJson : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            refusal = RequestRefusal.InvalidJson;
        }

        return refusal is null;
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
            ? Excerpt.Of(sha256.GetString()!, MaxNameLength)
            : null;
        return new DocumentReference(string.IsNullOrEmpty(id) ? null : id, hash);
    }

    private RequestReading ReadObject(ref Utf8JsonReader reader)
    {
        string? query = null;
        string? operationName = null;
        JsonElement variables = default;
        JsonElement extensions = default;
        string? id = null;
        var elements = 0;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            RequestRefusal? refusal = null;
            if (reader.ValueTextEquals("query"u8))
            {
                TryReadText(ref reader, "query", _limits.MaxLength, out query, out refusal);
            }
            else if (reader.ValueTextEquals("operationName"u8))
            {
                TryReadText(ref reader, "operationName", MaxNameLength, out operationName, out refusal);
            }
            else if (reader.ValueTextEquals("variables"u8))
            {
                reader.Read();
                TryTakeObject(ref reader, "variables", out variables, out elements, out refusal);
            }
            else if (reader.ValueTextEquals("extensions"u8))
            {
                reader.Read();
                TryTakeObject(ref reader, "extensions", out extensions, out _, out refusal);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                TryReadText(ref reader, "id", MaxNameLength, out id, out refusal);
            }
            else
            {
                reader.Skip();
            }

            if (refusal is not null)
            {
                return refusal;
            }
        }

        return new GraphRequest(string.IsNullOrEmpty(query) ? null : query, operationName, variables) { Document = ReadReference(id, extensions), InputElements = elements };
    }

    private static bool TryReadText(ref Utf8JsonReader reader, string member, int allowed, out string? text, [NotNullWhen(false)] out RequestRefusal? refusal)
    {
        text = null;
        reader.Read();
        refusal = reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? null : RequestRefusal.WrongMember(member, "a string");
        if (reader.TokenType != JsonTokenType.String)
        {
            return refusal is null;
        }

        if (InputSize.IsLonger(reader, allowed))
        {
            refusal = member == "query"
                ? RequestRefusal.TooLongDocument(InputSize.LengthOf(reader), allowed)
                : RequestRefusal.TooLongMember(member, Encoding.UTF8.GetString(reader.ValueSpan[..allowed]), allowed);
            return false;
        }

        text = reader.GetString();
        return true;
    }

    private bool TryTakeObject(ref Utf8JsonReader reader, string member, out JsonElement element, out int elements, [NotNullWhen(false)] out RequestRefusal? refusal)
    {
        (element, elements, refusal) = (default, 0, null);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            if (InputSize.Exceeds(reader, _limits, out elements) is { } exceeded)
            {
                refusal = RequestRefusal.TooMuchInput(exceeded);
                return false;
            }

            element = JsonElement.ParseValue(ref reader);
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            refusal = RequestRefusal.WrongMember(member, "an object");
        }

        return refusal is null;
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
