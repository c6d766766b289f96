using System.Buffers;
using System.IO.Pipelines;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Sends finished answers.</summary>
internal static class ResponseWriter
{
    // Kestrel buffers so much, however slowly the client reads.
    private const int Short = 64 * 1024;

    public static ValueTask<FlushResult> WriteAsync(HttpResponse response, GraphResponse answer, ResponseFormat format)
    {
        response.StatusCode = StatusOf(answer.Outcome, format);
        Explain(response, answer);
        if (ResultFraming.Of(format) is { } framing)
        {
            return WriteWholeAsync(response, answer.Body, framing);
        }

        var request = response.HttpContext.Request;
        var encoding = ResponseEncodings.Choose(request.Headers.AcceptEncoding, answer.Body.Length);
        var isGet = HttpMethods.IsGet(request.Method);
        if (encoding == ResponseEncoding.Identity && !isGet)
        {
            return WriteAsync(response, answer.Body, format);
        }

        var body = PackedBody.Of(answer);
        response.Headers.Vary = isGet ? $"Accept, Accept-Encoding, {CostHeader.Name}, {ReplicaOptions.FreshHeader}" : "Accept-Encoding";
        if (isGet && answer.IsWhole)
        {
            var tag = body.Tag($"-{(int)format}{(int)encoding}");
            response.Headers.ETag = tag;
            if (EntityTag.IsAmong(request.Headers.IfNoneMatch, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return default;
            }
        }

        response.Headers.ContentEncoding = encoding.Name();
        return WriteAsync(response, body.Bytes(encoding), format);
    }

    /// <summary>Sets the headers that go with the status of an answer.</summary>
    public static void Explain(HttpResponse response, GraphResponse answer)
    {
        var isUnchecked = answer.Outcome == GraphOutcome.AuthorityUnreachable;
        if ((isUnchecked ? AuthorityOutage.WaitOf(response.HttpContext) : answer.RetryAfter) is { } wait)
        {
            FailureAnswer.PutOff(response, wait);
        }
        else if (answer.Outcome == GraphOutcome.KindNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }
        else if (answer.Outcome == GraphOutcome.NotAuthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }
    }

    /// <summary>Sends why a request was not put to the graph.</summary>
    public static ValueTask<FlushResult> WriteAsync(
        HttpResponse response, RequestRefusal refusal, ResponseFormat format = ResponseFormat.GraphQLResponse)
    {
        response.StatusCode = refusal.Status;
        RequestSpan.Refuse(response.HttpContext, refusal.Code);
        return format is ResponseFormat.JsonLines or ResponseFormat.GraphQLResponseLines
            ? WriteWholeAsync(response, refusal.Body, ResultFraming.Of(format)!)
            : WriteAsync(response, refusal.Body, format);
    }

    /// <summary>The status of an answer. Only a refused document is 200 in some formats; all else has its status in each.</summary>
    public static int StatusOf(GraphOutcome outcome, ResponseFormat format) => outcome switch
    {
        GraphOutcome.Refused when format == ResponseFormat.GraphQLResponse => StatusCodes.Status400BadRequest,
        GraphOutcome.KindNotAllowed => StatusCodes.Status405MethodNotAllowed,
        GraphOutcome.NotAuthenticated => StatusCodes.Status401Unauthorized,
        GraphOutcome.NotAuthorized => StatusCodes.Status403Forbidden,
        GraphOutcome.TimedOut or GraphOutcome.Failed => StatusCodes.Status500InternalServerError,
        GraphOutcome.AuthorityUnreachable or GraphOutcome.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status200OK,
    };

    private static ValueTask<FlushResult> WriteAsync(HttpResponse response, ReadOnlyMemory<byte> body, ResponseFormat format)
    {
        response.ContentType = format == ResponseFormat.Json
            ? "application/json; charset=utf-8"
            : "application/graphql-response+json; charset=utf-8";
        response.ContentLength = body.Length;
        return body.Length <= Short
            ? response.BodyWriter.WriteAsync(body, response.HttpContext.RequestAborted)
            : WriteLongAsync(response, body);
    }

    /// <summary>Sends a long body, as fast as the client reads, which must not be too slow.</summary>
    public static async ValueTask<FlushResult> WriteLongAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        if (response.Body is PacedBody)
        {
            // All of it is, and what was written before comes first.
            return await response.BodyWriter.WriteAsync(body, response.HttpContext.RequestAborted);
        }

        await new PacedBody(response.HttpContext).WriteAsync(body, response.HttpContext.RequestAborted);
        return default;
    }

    private static ValueTask<FlushResult> WriteWholeAsync(HttpResponse response, ReadOnlyMemory<byte> body, ResultFraming framing)
    {
        response.ContentType = framing.ContentType;
        response.ContentLength = framing.Head.Length + body.Length + framing.Tail.Length + framing.End.Length;
        return WriteFramedAsync(response, body, framing);
    }

    /// <summary>Sends the only result of a response.</summary>
    public static async ValueTask<FlushResult> WriteFramedAsync(HttpResponse response, ReadOnlyMemory<byte> body, ResultFraming framing)
    {
        response.BodyWriter.Write(framing.Head.Span);
        await WriteLongAsync(response, body);
        response.BodyWriter.Write(framing.Tail.Span);
        response.BodyWriter.Write(framing.End.Span);
        return await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
