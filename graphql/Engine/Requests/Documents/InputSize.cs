using System.Text.Json;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>
/// Bounds what the variables and literals of a request are made of, before any of it is made. Each element of a list counts, and each
/// object that is no element; an object's fields are light, two of them count as one.
/// </summary>
internal static class InputSize
{
    private const int FieldsPerElement = 2;

    /// <summary>What a client is told whose variables and literals have too many elements together.</summary>
    public static GraphError TooMany(DocumentLimits limits) => new(
        "The maximum allowed number of list elements and objects in variables and literals was exceeded: "
            + $"at most {limits.MaxInputElements} are allowed.",
        "HC0010",
        ("maxAllowedInputElements", limits.MaxInputElements));

    /// <summary>What a client is told that sends too long a text as a value.</summary>
    public static GraphError TooLong(DocumentLimits limits) => new(
        "The maximum allowed length of a text in variables and literals was exceeded: "
            + $"at most {limits.MaxTextLength} characters are allowed.",
        "HC0010",
        ("maxAllowedTextLength", limits.MaxTextLength));

    /// <summary>
    /// The limit that a JSON object exceeds; null where it exceeds none. The reader stands at the object before and after.
    /// </summary>
    /// <param name="count">How many elements there are.</param>
    public static GraphError? Exceeds(Utf8JsonReader json, DocumentLimits limits, out int count)
    {
        // A bit for each list or object around: whether it is a list. Readers go no deeper than 128.
        var (lists, elements, fields, end) = (UInt128.Zero, 0, 0, json.CurrentDepth);
        count = 0;
        while (json.Read() && json.CurrentDepth > end)
        {
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    fields++;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    lists >>= 1;
                    break;
                case var token:
                    elements += (lists & 1) == 1 || token == JsonTokenType.StartObject ? 1 : 0;
                    lists = token is JsonTokenType.StartObject or JsonTokenType.StartArray
                        ? (lists << 1) | (token == JsonTokenType.StartArray ? 1u : 0)
                        : lists;
                    break;
            }

            count = elements + (fields / FieldsPerElement);
            if (count > limits.MaxInputElements)
            {
                return TooMany(limits);
            }

            if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && IsLonger(json, limits.MaxTextLength))
            {
                return TooLong(limits);
            }
        }

        return null;
    }

    /// <summary>Whether the text at which a reader stands has more characters than are allowed; it is not made for that.</summary>
    public static bool IsLonger(in Utf8JsonReader json, int allowed) => json.ValueSpan.Length > allowed && LengthOf(json) > allowed;

    public static int LengthOf(in Utf8JsonReader json)
    {
        var bytes = json.ValueSpan;
        var length = Encoding.UTF8.GetCharCount(bytes);
        while (json.ValueIsEscaped && bytes.IndexOf((byte)'\\') is >= 0 and var at)
        {
            // \u00e9 and \n are a character each.
            var escape = bytes[at + 1] == 'u' ? 6 : 2;
            length -= escape - 1;
            bytes = bytes[(at + escape)..];
        }

        return length;
    }
}
