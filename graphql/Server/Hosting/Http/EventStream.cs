using System.Buffers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Sends an answer as the one event of a stream, with signs of life while it is awaited.</summary>
internal static class EventStream
{
    /// <summary>Awaits <paramref name="answering"/> and sends what it brings.</summary>
    /// <param name="keepAlive">After how much silence a sign of life is sent.</param>
    /// <param name="seeOut">Waits until the answer is sent.</param>
    public static async Task WriteAsync(
        HttpResponse response, Task<GraphResponse> answering, TimeSpan keepAlive, Func<Task, ValueTask> seeOut)
    {
        var cancellationToken = response.HttpContext.RequestAborted;
        Begin(response);
        try
        {
            while (true)
            {
                await ((Task)answering).WaitAsync(keepAlive, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (answering.IsCompleted)
                {
                    break;
                }

                cancellationToken.ThrowIfCancellationRequested();
                response.BodyWriter.Write(":\n\n"u8);
                await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
        catch
        {
            // Even where the client has left, the request must live until the work on it ends; its answer's memory is then given back.
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
            Begin(response);
            ResponseWriter.Explain(response, answer);
        }

        await ResponseWriter.WriteFramedAsync(response, answer.Body, ResultFraming.EventStream);
    }

    private static void Begin(HttpResponse response)
    {
        response.ContentType = ResultFraming.EventStream.ContentType;
        response.Headers.CacheControl = "no-cache";
    }
}
