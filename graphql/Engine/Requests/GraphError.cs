using System.Text.Encodings.Web;
using System.Text.Json;

namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>A field cannot be answered; its siblings can.</summary>
internal sealed class GraphFieldException(GraphError error) : Exception(error.Message)
{
    public GraphFieldException(string message, string? code = null, params ReadOnlySpan<(string Name, object? Value)> extensions)
        : this(new GraphError(message, code, extensions))
    {
    }

    public GraphError Error { get; } = error;
}

/// <summary>A document goes beyond a limit; the rest of it is not looked at.</summary>
internal sealed class DocumentRefusedException(GraphError error) : Exception(error.Message)
{
    public DocumentRefusedException(string code, string message)
        : this(new GraphError(message, code))
    {
    }

    public GraphError Error { get; } = error;
}

/// <summary>A place in a document, both parts counted from one.</summary>
internal readonly record struct GraphErrorLocation(int Line, int Column);

/// <summary>An error as a client sees it: what was wrong, where, and a code that programs can act on.</summary>
/// <param name="Message">One sentence for people. Never a stack trace, SQL or a connection string.</param>
internal sealed record GraphError(string Message)
{
    /// <summary>An error with a code, or null for none, and its extensions.</summary>
    public GraphError(string message, string? code, params ReadOnlySpan<(string Name, object? Value)> extensions)
        : this(message)
    {
        Code = code;
        Extensions = [.. extensions.ToArray().Select(extension => KeyValuePair.Create(extension.Name, extension.Value))];
    }

    /// <summary>Messages quote what a client sent: it comes back as it was, not as escapes.</summary>
    internal static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Messages and extensions quote what a client sent, and must not grow with it.
    private const int MaxMessage = 1_000;
    private const int MaxExtension = 256;

    /// <summary>The message to a client without the right.</summary>
    internal const string NotAllowed = "The current user is not authorized to access this resource.";

    /// <summary>What those are told whose token cannot be checked, because the keys of its authority cannot be fetched.</summary>
    internal const string TokenUnchecked = "The token cannot be checked at the moment: whoever issued it does not answer. Ask again later.";

    /// <summary>The code of HotChocolate's reference (<c>HC0051</c>), or null where it gives none.</summary>
    public string? Code { get; init; }

    /// <summary>Where in the document, or empty.</summary>
    public IReadOnlyList<GraphErrorLocation> Locations { get; init; } = [];

    /// <summary>Where in the response: names and indexes; null for an error of the whole request.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Further extensions, in the order in which they are written after the code.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Extensions { get; init; } = [];

    /// <summary>Writes the error as the GraphQL specification lays it out.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("message"u8, Excerpt.Of(Message, MaxMessage));

        if (Locations.Count > 0)
        {
            writer.WritePropertyName("locations"u8);
            JsonSerializer.Serialize(writer, Locations.Select(place => new { line = place.Line, column = place.Column }));
        }

        if (Path is not null)
        {
            writer.WritePropertyName("path"u8);
            JsonSerializer.Serialize(writer, Path);
        }

        if (Code is not null || Extensions.Count > 0)
        {
            writer.WriteStartObject("extensions"u8);
            if (Code is not null)
            {
                writer.WriteString("code"u8, Code);
            }

            foreach (var (name, value) in Extensions)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value is string text ? Excerpt.Of(text, MaxExtension) : value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
