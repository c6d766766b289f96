using System.Buffers;
using System.Text;
using System.Text.Json;

namespace IndhCoops.GraphQL.Execution;

/// <summary>What became of a request, as far as HTTP needs to know.</summary>
public enum GraphOutcome
{
    /// <summary>The operation ran; fields of it may have failed.</summary>
    Executed,

    /// <summary>The document, the operation name or a variable was wrong; nothing ran.</summary>
    Refused,

    /// <summary>The kind of operation is not allowed by this method (a mutation by GET).</summary>
    KindNotAllowed,

    /// <summary>Nobody knows who asks, and what is asked needs that.</summary>
    NotAuthenticated,

    /// <summary>Who asks may not.</summary>
    NotAuthorized,

    /// <summary>The request ran out of time.</summary>
    TimedOut,
}

/// <summary>A finished response: its outcome and its JSON body.</summary>
/// <param name="outcome">What became of the request.</param>
/// <param name="body">The whole response body, UTF-8 JSON.</param>
/// <param name="isWhole">Whether every field was answered.</param>
public sealed class GraphResponse(GraphOutcome outcome, ReadOnlyMemory<byte> body, bool isWhole = true)
{
    private bool _hasExtensions;

    /// <summary>Whether the operation ran and every field of it was answered.</summary>
    public bool IsWhole { get; } = isWhole && outcome == GraphOutcome.Executed;

    /// <summary>What became of the request.</summary>
    public GraphOutcome Outcome { get; } = outcome;

    /// <summary>The whole response body, UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>A response that reports nothing but extensions.</summary>
    public static GraphResponse Empty { get; } = new(GraphOutcome.Executed, "{}"u8.ToArray());

    /// <summary>The response with an extension more, which comes last.</summary>
    /// <param name="name">The extension's name.</param>
    /// <param name="json">Its value.</param>
    public GraphResponse With(string name, string json)
    {
        // The body's last braces are those of the response and, where there are extensions, theirs.
        var kept = Body.Span[..^(_hasExtensions ? 2 : 1)];
        var separator = kept.EndsWith("{"u8) ? "" : ",";
        var text = _hasExtensions ? $"{separator}\"{name}\":{json}}}}}" : $"{separator}\"extensions\":{{\"{name}\":{json}}}}}";
        return new GraphResponse(Outcome, (byte[])[.. kept, .. Encoding.UTF8.GetBytes(text)], IsWhole) { _hasExtensions = true };
    }

    /// <summary>A response that carries nothing but errors.</summary>
    public static GraphResponse FromErrors(GraphOutcome outcome, params IReadOnlyList<GraphError> errors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, GraphError.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("errors"u8);
            foreach (var error in errors)
            {
                error.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new GraphResponse(outcome, buffer.WrittenMemory);
    }
}
