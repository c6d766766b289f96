using System.Buffers;
using IndhCoops.GraphQL.Execution;

namespace IndhCoops.GraphQL.Http;

/// <summary>Sends an answer as the one event of a stream, with signs of life while it is awaited.</summary>
internal static class EventStream
{
    /// <summary>Awaits <paramref name="answering"/> and sends what it brings.</summary>
    public static async Task WriteAsync(HttpResponse response, Task<GraphResponse> answering, TimeSpan keepAlive)
    {
        var cancellationToken = response.HttpContext.RequestAborted;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";

        while (await Task.WhenAny(answering, Task.Delay(keepAlive, cancellationToken)) != answering)
        {
            response.BodyWriter.Write(":\n\n"u8);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }

        var answer = await answering;
        response.BodyWriter.Write("event: next\ndata: "u8);
        response.BodyWriter.Write(answer.Body.Span);
        response.BodyWriter.Write("\n\nevent: complete\n\n"u8);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
