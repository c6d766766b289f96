namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Answers instead of an endpoint that cannot or may not, in the shape that its clients expect.</summary>
internal static class FailureAnswer
{
    // What Retry-After says when everything is taken: places become free all the time.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Answers why a request is refused, and how to get a token or when to ask again.</summary>
    /// <param name="wait">When to ask again, where the reason may be gone then; a second unless it is given.</param>
    public static Task WriteAsync(HttpContext context, RequestRefusal refusal, TimeSpan? wait = null)
    {
        var response = context.Response;
        if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            PutOff(response, refusal == RequestRefusal.AuthorityUnreachable ? AuthorityOutage.WaitOf(context) : wait ?? Soon);
        }
        else if (refusal == RequestRefusal.NotAuthenticated && response.Headers.WWWAuthenticate.Count == 0)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        return AnswersGraphQL.Of(context) is not null
            ? ResponseWriter.WriteAsync(response, refusal, AcceptHeader.ForError(context)).AsTask()
            : WriteAsync(context, refusal.Status, refusal.Message, []);
    }

    public static Task WriteAsync(HttpContext context, Unavailability unavailability)
    {
        PutOff(context.Response, unavailability.RetryAfter);
        return AnswersGraphQL.Of(context) is not null
            ? WriteAsync(context, unavailability.Response)
            : WriteAsync(context, StatusCodes.Status503ServiceUnavailable, unavailability.Message, unavailability.Details);
    }

    /// <summary>Answers 500 with the correlation id, under which the log has the reason.</summary>
    public static Task WriteAsync(HttpContext context, string correlationId)
    {
        const string Message = "The server failed. Its log has the reason under the correlation id.";
        var error = new GraphError("Unexpected Execution Error") { Extensions = [new("correlationId", correlationId)] };
        return AnswersGraphQL.Of(context) is not null
            ? WriteAsync(context, GraphResponse.FromErrors(GraphOutcome.Failed, error))
            : WriteAsync(context, StatusCodes.Status500InternalServerError, Message, error.Extensions);
    }

    public static void PutOff(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static Task WriteAsync(HttpContext context, GraphResponse answer)
    {
        var format = AcceptHeader.ForError(context);
        return format == ResponseFormat.EventStream
            ? EventStream.WriteAsync(context.Response, answer)
            : ResponseWriter.WriteAsync(context.Response, answer, format).AsTask();
    }

    private static Task WriteAsync(HttpContext context, int status, string message, IReadOnlyList<KeyValuePair<string, object?>> details) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IFailurePage>() is { } page
            ? page.WriteAsync(context, status)
            : Results.Problem(message, statusCode: status, extensions: details).ExecuteAsync(context);
}
