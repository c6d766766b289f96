using System.Buffers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Sends an answer as the one event of a stream, with signs of life while it is awaited.</summary>
internal static class EventStream
{
    private const string ContentType = "text/event-stream; charset=utf-8";

    /// <summary>Awaits <paramref name="answering"/> and sends what it brings.</summary>
    /// <param name="keepAlive">After how much silence a sign of life is sent.</param>
    /// <param name="seeOut">Waits until the answer is sent.</param>
    public static async Task WriteAsync(
        HttpResponse response, Task<GraphResponse> answering, TimeSpan keepAlive, Func<Task, ValueTask> seeOut)
    {
        var cancellationToken = response.HttpContext.RequestAborted;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-cache";

        try
        {
            while (!await IsDoneAsync(answering, keepAlive, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                response.BodyWriter.Write(":\n\n"u8);
                await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
        catch
        {
            // Even where the client has left, the request must live until the work on it ends. The memory of an answer that nobody reads is
            // given back.
            await ((Task)answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (answering.IsCompletedSuccessfully)
            {
                (await answering).Dispose();
            }

            throw;
        }

        using var answer = await answering;
        await seeOut(WriteAsync(response, answer));
    }

    /// <summary>Sends an answer that is there.</summary>
    public static async Task WriteAsync(HttpResponse response, GraphResponse answer)
    {
        if (!response.HasStarted)
        {
            response.StatusCode = ResponseWriter.StatusOf(answer.Outcome, ResponseFormat.EventStream);
            response.ContentType = ContentType;
            response.Headers.CacheControl = "no-cache";
            ResponseWriter.Explain(response, answer);
        }

        response.BodyWriter.Write("event: next\ndata: "u8);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
        await ResponseWriter.WriteLongAsync(response, answer.Body);
        response.BodyWriter.Write("\n\nevent: complete\n\n"u8);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    private static async ValueTask<bool> IsDoneAsync(Task answering, TimeSpan patience, CancellationToken cancellationToken)
    {
        await answering.WaitAsync(patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return answering.IsCompleted;
    }
}
