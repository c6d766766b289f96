using System.Text.Unicode;
using IndhCoops.GraphQL.Engine.Requests.Documents;

namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Reads a request from the JSON object of GraphQL over HTTP. What is too long or too much is refused before it is made.</summary>
internal sealed class RequestJson(IOptions<DocumentLimits> limits)
{
    /// <summary>The longest name of an operation or a document, and the longest hash.</summary>
    internal const int MaxNameLength = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = RequestReading.MaxDepth };
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private readonly DocumentLimits _limits = limits.Value;

    /// <summary>Reads <paramref name="json"/>, of which nothing is kept.</summary>
    public RequestReading Read(ReadOnlySpan<byte> json)
    {
        json = WithoutMark(json);
        try
        {
            var reader = Begin(json);
            reader.Read();
            var reading = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadRequest(ref reader),
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

    /// <summary>Reads an object that a GET carries as text, and how many elements it has; gives the reason where it may not be.</summary>
    public RequestRefusal? ReadObject(ReadOnlySpan<byte> json, string member, out JsonElement element, out int elements)
    {
        (element, elements) = (default, 0);
        try
        {
            var reader = Begin(json);
            if (ReadObject(ref reader, member, out element, out elements) is { } refusal)
            {
                // What is no JSON at all is told so first.
                reader.Skip();
                return refusal;
            }

            return reader.Read() ? RequestRefusal.InvalidJson : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Refusal(json);
        }
    }

    /// <summary>Reads a list of requests, each by itself. Null, with the reason, where the list as a whole may not be.</summary>
    /// <param name="most">How many requests may be in it.</param>
    public IReadOnlyList<RequestReading>? ReadBatch(ReadOnlySpan<byte> json, int most, out RequestRefusal? refusal)
    {
        json = WithoutMark(json);
        var requests = new List<RequestReading>();
        refusal = null;
        try
        {
            var reader = Begin(json);
            reader.Read();
            var elements = 0;
            while (refusal is null && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                // A request that is refused is not read to its end, so it is read by a reader of its own.
                var item = reader;
                reader.Skip();
                var reading = item.TokenType == JsonTokenType.StartObject
                    ? ReadRequest(ref item)
                    : RequestRefusal.WrongMember("body", "an object");
                elements += reading.TryGet(out var request, out _) ? request.InputElements : 0;
                refusal = requests.Count == most ? RequestRefusal.TooLargeBatch(most)
                    : elements > _limits.MaxInputElements ? RequestRefusal.TooMuchInput(InputSize.TooMany(_limits))
                    : null;
                requests.Add(reading);
            }

            if (refusal is null)
            {
                reader.Read();
                refusal = requests.Count == 0 ? RequestRefusal.EmptyBatch : null;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            refusal = Refusal(json);
        }

        return refusal is null ? requests : null;
    }

    /// <summary>Whether a body is a list, as far as its beginning tells.</summary>
    public static bool IsList(ReadOnlySpan<byte> json) => WithoutMark(json).TrimStart(" \t\r\n"u8) is [(byte)'[', ..];

    /// <summary>The name of a document that is given as <c>id</c> or as <c>documentId</c>; false where both are given and differ.</summary>
    public static bool TryChooseId(string? id, string? documentId, out string? name)
    {
        name = string.IsNullOrEmpty(id) ? documentId : id;
        return string.IsNullOrEmpty(documentId) || name == documentId;
    }

    /// <summary>How a request names its document, by its <c>id</c> (or <c>documentId</c>) or its <c>extensions</c>; null for not.</summary>
    public static DocumentReference? ReadReference(string? id, JsonElement extensions)
    {
        JsonElement persisted = default;
        var named = extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("persistedQuery"u8, out persisted);
        if (string.IsNullOrEmpty(id) && !named)
        {
            return null;
        }

        // A hash of another kind is one under which nothing was registered, and nothing will be.
        var hash = persisted.ValueKind == JsonValueKind.Object
            && persisted.TryGetProperty("sha256Hash"u8, out var sha256)
            && sha256.ValueKind == JsonValueKind.String
            ? Excerpt.Of(sha256.GetString()!, MaxNameLength)
            : null;
        return new DocumentReference(string.IsNullOrEmpty(id) ? null : id, hash);
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : json;

    private RequestReading ReadRequest(ref Utf8JsonReader reader)
    {
        string? query = null, operationName = null, id = null, documentId = null;
        JsonElement variables = default, extensions = default;
        var elements = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var refusal = reader.ValueTextEquals("query"u8) ? ReadText(ref reader, "query", _limits.MaxLength, out query)
                : reader.ValueTextEquals("operationName"u8) ? ReadText(ref reader, "operationName", MaxNameLength, out operationName)
                : reader.ValueTextEquals("variables"u8) ? ReadObject(ref reader, "variables", out variables, out elements)
                : reader.ValueTextEquals("extensions"u8) ? ReadObject(ref reader, "extensions", out extensions, out _)
                : reader.ValueTextEquals("id"u8) ? ReadText(ref reader, "id", MaxNameLength, out id)
                : reader.ValueTextEquals("documentId"u8) ? ReadText(ref reader, "documentId", MaxNameLength, out documentId)
                : Skip(ref reader);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return TryChooseId(id, documentId, out var name)
            ? new GraphRequest(string.IsNullOrEmpty(query) ? null : query, operationName, variables)
            {
                Document = ReadReference(name, extensions),
                InputElements = elements,
            }
            : RequestRefusal.TwoDocuments;
    }

    private static RequestRefusal? ReadText(ref Utf8JsonReader reader, string member, int allowed, out string? text)
    {
        text = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.TokenType == JsonTokenType.Null ? null : RequestRefusal.WrongMember(member, "a string");
        }

        if (InputSize.IsLonger(reader, allowed))
        {
            return member == "query"
                ? RequestRefusal.TooLongDocument(InputSize.LengthOf(reader), allowed)
                : RequestRefusal.TooLongMember(member, Encoding.UTF8.GetString(reader.ValueSpan[..allowed]), allowed);
        }

        text = reader.GetString();
        return null;
    }

    // What means nothing.
    private static RequestRefusal? Skip(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }

    private RequestRefusal? ReadObject(ref Utf8JsonReader reader, string member, out JsonElement element, out int elements)
    {
        (element, elements) = (default, 0);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.Null ? null : RequestRefusal.WrongMember(member, "an object");
        }

        if (InputSize.Exceeds(reader, _limits, out elements) is { } exceeded)
        {
            return RequestRefusal.TooMuchInput(exceeded);
        }

        element = JsonElement.ParseValue(ref reader);
        return null;
    }

    // What is wrong with JSON that could not be read.
    private static RequestRefusal Refusal(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, AnyDepth);
            while (reader.Read())
            {
                // What opens at this depth is one more.
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                    && reader.CurrentDepth >= RequestReading.MaxDepth)
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

    // Checked here, so that nothing behind has to: each text is valid UTF-8, without half a surrogate pair.
    private static Utf8JsonReader Begin(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new JsonException("Not UTF-8.");
        }

        var reader = new Utf8JsonReader(json, Options);
        var check = reader;
        var hasEscapes = json.IndexOf("\\u"u8) >= 0;
        while (hasEscapes && check.Read())
        {
            if (check.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && check.ValueIsEscaped)
            {
                check.GetString();
            }
        }

        return reader;
    }
}
