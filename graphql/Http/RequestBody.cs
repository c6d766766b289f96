using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Http;

/// <summary>Reads a request from the body of a POST.</summary>
internal static class RequestBody
{
    /// <summary>Whether the body says of itself that it is JSON.</summary>
    public static bool IsJson(string? contentType) =>
        contentType is "application/json" or "application/json; charset=utf-8"
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the body to its end, unless it is longer than <paramref name="limit"/> bytes.</summary>
    public static async ValueTask<RequestReading> ReadAsync(HttpContext context, long limit, CancellationToken cancellationToken)
    {
        if (!IsUtf8(context.Request.ContentType))
        {
            return RequestRefusal.InvalidJson;
        }

        // The server's own limit gives way to the graph's, which is counted here: the server would count the frames of
        // chunks as well, and cut off whoever still sends instead of answering.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }

        if (context.Request.ContentLength > limit)
        {
            return RequestRefusal.TooLarge;
        }

        try
        {
            return await ReadAsync(context.Request.BodyReader, limit, cancellationToken);
        }
        catch (IOException exception)
        {
            return RequestRefusal.BrokenBody(exception);
        }
    }

    private static async ValueTask<RequestReading> ReadAsync(PipeReader reader, long limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (buffer.Length > limit)
            {
                reader.AdvanceTo(buffer.End);
                return RequestRefusal.TooLarge;
            }

            if (result.IsCompleted)
            {
                var reading = Parse(buffer);
                reader.AdvanceTo(buffer.End);
                return reading;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static RequestReading Parse(in ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment)
        {
            return RequestJson.Read(body.FirstSpan);
        }

        var length = (int)body.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(copy);
            return RequestJson.Read(copy.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    // JSON travels as UTF-8 (RFC 8259). Bytes that are not, are refused when they are read.
    private static bool IsUtf8(string? contentType) =>
        contentType is "application/json"
        || !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || !type.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
