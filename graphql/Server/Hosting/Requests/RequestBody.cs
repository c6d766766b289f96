using IndhCoops.GraphQL.Hosting.Limits;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Reads a request from the body of a POST, which has arrived before it came here.</summary>
internal sealed class RequestBody(RequestJson json)
{
    private readonly KnownBodies _known = new();

    /// <summary>Whether the body says of itself that it is JSON.</summary>
    public static bool IsJson(string? contentType) =>
        contentType is "application/json" or "application/json; charset=utf-8"
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a body that does not say that it is JSON is not read; a form neither, as no saved query takes a file.</summary>
    public static RequestRefusal RefusalOf(HttpRequest request) =>
        MultipartForm.IsForm(request) && !request.Headers.ContainsKey("GraphQL-Preflight")
            ? RequestRefusal.NoPreflight
            : RequestRefusal.WrongContentType;

    public RequestReading Read(HttpContext context)
    {
        using var body = context.Features.Get<ReadBody>();
        return IsUtf8(context.Request.ContentType) ? Read(body is null ? [] : body.Span) : RequestRefusal.InvalidJson;
    }

    private RequestReading Read(ReadOnlySpan<byte> body)
    {
        if (_known.TryGet(body, out var hash, out var known))
        {
            return known;
        }

        var reading = json.Read(body);
        if (reading.TryGet(out var request, out _))
        {
            _known.Add(body, hash, request);
        }

        return reading;
    }

    /// <summary>Whether the body is a list of requests.</summary>
    public static bool IsBatch(HttpContext context) => context.Features.Get<ReadBody>() is { } body && RequestJson.IsList(body.Span);

    /// <summary>Reads a list of requests; the memory of the body is given back. Null, with the reason, where it may not be.</summary>
    public IReadOnlyList<RequestReading>? ReadBatch(HttpContext context, int most, out RequestRefusal? refusal)
    {
        using var body = context.Features.Get<ReadBody>();
        refusal = RequestRefusal.InvalidJson;
        return body is not null && IsUtf8(context.Request.ContentType) ? json.ReadBatch(body.Span, most, out refusal) : null;
    }

    // JSON travels as UTF-8 (RFC 8259). Bytes that are not, are refused when they are read.
    private static bool IsUtf8(string? contentType) =>
        contentType is "application/json"
        || !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || !type.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
