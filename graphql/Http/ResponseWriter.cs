using System.Buffers;
using System.IO.Pipelines;
using IndhCoops.GraphQL.Execution;

namespace IndhCoops.GraphQL.Http;

/// <summary>Sends finished answers.</summary>
internal static class ResponseWriter
{
    private const string GraphQLResponse = "application/graphql-response+json; charset=utf-8";
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Sends what the graph answered.</summary>
    public static ValueTask<FlushResult> WriteAsync(HttpResponse response, GraphResponse answer, ResponseFormat format)
    {
        response.StatusCode = StatusOf(answer.Outcome, format);
        if (answer.Outcome == GraphOutcome.KindNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }

        return format == ResponseFormat.Multipart
            ? WriteMultipartAsync(response, answer.Body.Span)
            : WriteAsync(response, answer.Body, format == ResponseFormat.Json ? Json : GraphQLResponse);
    }

    /// <summary>Sends why a request was not put to the graph.</summary>
    public static ValueTask<FlushResult> WriteAsync(HttpResponse response, RequestRefusal refusal, ResponseFormat format = ResponseFormat.GraphQLResponse)
    {
        response.StatusCode = refusal.Status;
        return WriteAsync(response, refusal.Body, format == ResponseFormat.Json ? Json : GraphQLResponse);
    }

    /// <summary>Sends that the server failed.</summary>
    public static ValueTask<FlushResult> WriteFailureAsync(HttpResponse response, GraphResponse answer, ResponseFormat format)
    {
        response.StatusCode = StatusCodes.Status500InternalServerError;
        return WriteAsync(response, answer.Body, format == ResponseFormat.Json ? Json : GraphQLResponse);
    }

    // A kind that is not allowed and a failure of the server are facts of HTTP, which no format hides.
    private static int StatusOf(GraphOutcome outcome, ResponseFormat format) => outcome switch
    {
        GraphOutcome.Refused when format == ResponseFormat.GraphQLResponse => StatusCodes.Status400BadRequest,
        GraphOutcome.KindNotAllowed => StatusCodes.Status405MethodNotAllowed,
        GraphOutcome.TimedOut => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status200OK,
    };

    private static ValueTask<FlushResult> WriteAsync(HttpResponse response, ReadOnlyMemory<byte> body, string contentType)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.BodyWriter.WriteAsync(body, response.HttpContext.RequestAborted);
    }

    private static ValueTask<FlushResult> WriteMultipartAsync(HttpResponse response, ReadOnlySpan<byte> body)
    {
        var head = "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8;
        var tail = "\r\n-----\r\n"u8;
        response.ContentType = "multipart/mixed; boundary=\"-\"";
        response.ContentLength = head.Length + body.Length + tail.Length;
        response.BodyWriter.Write(head);
        response.BodyWriter.Write(body);
        response.BodyWriter.Write(tail);
        return response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
