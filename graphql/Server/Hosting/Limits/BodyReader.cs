using System.IO.Pipelines;
using IndhCoops.GraphQL.Hosting.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Reads bodies to their end before all else. Bounds the size and time of each, the slow ones, and the bytes of all.</summary>
internal sealed class BodyReader(
    IOptions<GraphHttpOptions> http,
    IOptions<RequestLimitOptions> limits,
    BodyBytes bytes,
    TimeProvider time,
    ILogger<BodyReader> logger)
{
    // A body that comes with its headers, or right behind them, is never taken for slow.
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(500);

    private readonly TimeSpan _timeout = limits.Value.BodyTimeout;

    // Of the bodies that are awaited for long, neither one client nor all together may keep many open.
    private readonly ClientPlaces _slow = new(limits.Value.MaxSlowBodies, limits.Value.MaxSlowBodiesPerClient);

    /// <summary>The body, or why it was not read to its end, or that its client has gone; nothing of a request that brings none.</summary>
    public async ValueTask<(ReadBody? Body, RequestRefusal? Refusal, bool HasLeft)> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!(HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method))
            || context.GetEndpoint() is not { } endpoint
            || context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return default;
        }

        var limit = (int)Math.Min(
            endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? http.Value.MaxRequestSize, Array.MaxLength);
        if ((request.ContentLength > limit ? RequestRefusal.TooLarge : RefusalOf(context)) is { } refusal)
        {
            return (null, refusal, false);
        }

        // The server's own limit gives way to this one: it also counts the frames of chunks, and breaks off instead of answering.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }

        return await ReadAsync(context, limit);
    }

    /// <summary>Refuses a body that is compressed; the answer names what is taken.</summary>
    public static RequestRefusal? RefusalOf(HttpContext context)
    {
        var encoding = context.Request.Headers.ContentEncoding;
        if (encoding.Count == 0 || encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        context.Response.Headers.AcceptEncoding = "identity";
        return RequestRefusal.PackedBody;
    }

    private async ValueTask<(ReadBody? Body, RequestRefusal? Refusal, bool HasLeft)> ReadAsync(HttpContext context, int limit)
    {
        var body = new ReadBody(bytes);
        var reader = context.Request.BodyReader;
        RequestRefusal? refusal;
        var isRead = false;
        try
        {
            // What has arrived with the headers costs no timer and no waiting.
            refusal = reader.TryRead(out var arrived) ? Take(reader, arrived, body, limit) : null;
            if (refusal is null && !arrived.IsCompleted)
            {
                refusal = await ReadPatientlyAsync(context, body, limit);
            }

            isRead = refusal is null;
        }
        catch (Exception exception)
            when (exception is ConnectionResetException or OperationCanceledException || context.RequestAborted.IsCancellationRequested)
        {
            HttpLog.ClientLeft(logger, context.Request.Method, context.Request.Path);
            context.Abort();
            return (null, null, true);
        }
        catch (IOException exception)
        {
            refusal = RequestRefusal.BrokenBody(exception);
        }
        finally
        {
            if (!isRead)
            {
                body.Dispose();
            }
        }

        return (isRead ? body : null, refusal, false);
    }

    private async ValueTask<RequestRefusal?> ReadPatientlyAsync(HttpContext context, ReadBody body, int limit)
    {
        var reader = context.Request.BodyReader;
        var client = ClientNetwork.Of(context.Connection.RemoteIpAddress);
        var (began, isSlow) = (time.GetTimestamp(), false);

        // The timer wakes the read to check the time. A cancellation token would end the read for good.
        await using var alarm = time.CreateTimer(static reader => ((PipeReader)reader!).CancelPendingRead(), reader, Usual, Usual);
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(CancellationToken.None);
                var refusal = Take(reader, result, body, limit);
                if (refusal is not null || result.IsCompleted)
                {
                    return refusal;
                }

                var elapsed = time.GetElapsedTime(began);
                if (elapsed >= _timeout)
                {
                    return RequestRefusal.SlowBody(_timeout);
                }

                if (!isSlow && elapsed >= Usual)
                {
                    isSlow = _slow.TryTake(client, out var hasTooMany);
                    if (!isSlow)
                    {
                        return hasTooMany ? RequestRefusal.TooManySlowBodies : RequestRefusal.SlowBodiesTaken;
                    }
                }
            }
        }
        finally
        {
            if (isSlow)
            {
                _slow.GiveBack(client);
            }
        }
    }

    // All is consumed at once: the server may then end the reading in any state.
    private static RequestRefusal? Take(PipeReader reader, ReadResult result, ReadBody body, int limit)
    {
        var buffer = result.Buffer;
        var refusal = body.Span.Length + buffer.Length > limit ? RequestRefusal.TooLarge
            : !body.TryAdd(buffer, limit) ? RequestRefusal.BodiesTaken
            : null;
        reader.AdvanceTo(buffer.End);
        return refusal;
    }
}
