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

        try
        {
            while (!await IsDoneAsync(answering, keepAlive, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                response.BodyWriter.Write(":\n\n"u8);
                await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            // The request must not be taken down under whoever still works on it, even where its client has left.
            await ((Task)answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        using var answer = await answering;
        if (!response.HasStarted)
        {
            response.StatusCode = answer.Outcome switch
            {
                GraphOutcome.KindNotAllowed => StatusCodes.Status405MethodNotAllowed,
                GraphOutcome.NotAuthenticated => StatusCodes.Status401Unauthorized,
                GraphOutcome.NotAuthorized => StatusCodes.Status403Forbidden,
                GraphOutcome.AuthorityUnreachable => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status200OK,
            };
            ResponseWriter.Explain(response, answer.Outcome);
        }

        response.BodyWriter.Write("event: next\ndata: "u8);
        await ResponseWriter.WritePiecesAsync(response, answer.Body);
        response.BodyWriter.Write("\n\nevent: complete\n\n"u8);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private static async ValueTask<bool> IsDoneAsync(Task answering, TimeSpan patience, CancellationToken cancellationToken)
    {
        await answering.WaitAsync(patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return answering.IsCompleted;
    }
}
