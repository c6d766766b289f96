using System.Buffers;
using System.Text.Json;
using IndhCoops.GraphQL.Engine.Json;

namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>What became of a request, as far as HTTP needs to know.</summary>
internal enum GraphOutcome
{
    Executed,

    /// <summary>The document, the operation name or a variable was wrong; nothing ran.</summary>
    Refused,

    /// <summary>The kind of operation is not allowed by this method (a mutation by GET).</summary>
    KindNotAllowed,

    NotAuthenticated,
    NotAuthorized,

    /// <summary>The token cannot be checked at the moment: its authority does not answer.</summary>
    AuthorityUnreachable,

    TimedOut,
    Failed,

    /// <summary>The database is away, or the data is still being loaded: the same request may be answered later.</summary>
    Unavailable,
}

/// <summary>A finished response: its outcome and its JSON body. Dispose it after sending: its memory goes back to the pool.</summary>
/// <param name="Body">The whole response body, UTF-8 JSON.</param>
internal sealed record GraphResponse(GraphOutcome Outcome, ReadOnlyMemory<byte> Body) : IDisposable
{
    private JsonBuffer? _lent;
    private bool _hasExtensions;

    /// <summary>A response of an operation that ran, over memory that it gives back.</summary>
    /// <param name="body">The whole response body; the response's own from now on.</param>
    /// <param name="isWhole">Whether every field was answered.</param>
    internal GraphResponse(JsonBuffer body, bool isWhole)
        : this(GraphOutcome.Executed, body.WrittenMemory) => (_lent, IsWhole) = (body, isWhole);

    /// <summary>Whether the operation ran and every field of it was answered.</summary>
    public bool IsWhole { get; private init; } = Outcome == GraphOutcome.Executed;

    /// <summary>The operation that it answers; null where the request named no operation of the document.</summary>
    public GraphOperation? Operation { get; init; }

    /// <summary>The tables that it was read from, where whoever asked keeps answers; null where that is unknown.</summary>
    internal IReadOnlyList<string>? Tables { get; init; }

    /// <summary>The code of its first error; null where that has none, or where the operation ran.</summary>
    public string? Code { get; private init; }

    /// <summary>When to ask again what is unavailable; null for any other outcome.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>A copy that may be kept and shared; this response must not be used any more.</summary>
    internal GraphResponse Kept()
    {
        if (_lent is null)
        {
            return this;
        }

        var kept = this with { Body = Body.ToArray(), _lent = null };
        Dispose();
        return kept;
    }

    public void Dispose()
    {
        _lent?.Dispose();
        _lent = null;
    }

    /// <summary>A response that reports nothing but extensions.</summary>
    public static GraphResponse Empty { get; } = new(GraphOutcome.Executed, "{}"u8.ToArray());

    /// <summary>The response with an extension more, which comes last; this one, unless it is kept, is no longer to be used.</summary>
    public GraphResponse With(string name, string json)
    {
        // The body's last braces are those of the response and, where there are extensions, theirs.
        var kept = Body.Span[..^(_hasExtensions ? 2 : 1)];
        var separator = kept.EndsWith("{"u8) ? "" : ",";
        var text = _hasExtensions ? $"{separator}\"{name}\":{json}}}}}" : $"{separator}\"extensions\":{{\"{name}\":{json}}}}}";
        var body = (byte[])[.. kept, .. Encoding.UTF8.GetBytes(text)];
        Dispose();
        return this with { Body = body, _hasExtensions = true };
    }

    /// <summary>A response of an operation that ran, some of whose fields failed.</summary>
    /// <param name="data">What came of it, as JSON.</param>
    /// <param name="errors">What failed.</param>
    internal static GraphResponse WithErrors(ReadOnlySpan<byte> data, IReadOnlyList<GraphError> errors, GraphOperation operation)
    {
        var body = new JsonBuffer();
        Write(body, errors, data);
        return new GraphResponse(body, isWhole: false) { Operation = operation };
    }

    public static GraphResponse FromErrors(GraphOutcome outcome, params IReadOnlyList<GraphError> errors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, errors, data: []);
        return new GraphResponse(outcome, buffer.WrittenMemory) { Code = errors.Count > 0 ? errors[0].Code : null };
    }

    /// <summary>A response to what cannot be answered at the moment.</summary>
    public static GraphResponse PutOff(GraphError error, TimeSpan retryAfter) =>
        FromErrors(GraphOutcome.Unavailable, error) with { RetryAfter = retryAfter };

    private static void Write(IBufferWriter<byte> body, IReadOnlyList<GraphError> errors, ReadOnlySpan<byte> data)
    {
        using var writer = new Utf8JsonWriter(body, GraphError.WriterOptions);
        writer.WriteStartObject();
        writer.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            error.WriteTo(writer);
        }

        writer.WriteEndArray();
        if (!data.IsEmpty)
        {
            writer.WritePropertyName("data"u8);
            writer.WriteRawValue(data, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}

/// <summary>The operation of a request, for logs and traces.</summary>
/// <param name="Type">Its type: <c>query</c>.</param>
/// <param name="Name">Its name in the document; null where it has none.</param>
internal sealed record GraphOperation(string Type, string? Name)
{
    internal static GraphOperation Of(GraphQLOperationDefinition operation) =>
        new(operation.Operation.ToString().ToLowerInvariant(), operation.Name?.StringValue);
}
