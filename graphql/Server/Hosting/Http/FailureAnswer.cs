namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Answers instead of an endpoint that cannot, in the shape that its clients expect.</summary>
internal static class FailureAnswer
{
    public static Task WriteAsync(HttpContext context, Unavailability unavailability)
    {
        PutOff(context.Response, unavailability.RetryAfter);
        return AnswersGraphQL.IsExpectedBy(context)
            ? WriteAsync(context, unavailability.Response)
            : WriteAsync(context, StatusCodes.Status503ServiceUnavailable, unavailability.Message, unavailability.Details);
    }

    /// <summary>Answers 500 with the correlation id, under which the log has the reason.</summary>
    public static Task WriteAsync(HttpContext context, string correlationId)
    {
        IReadOnlyList<KeyValuePair<string, object?>> details = [new("correlationId", correlationId)];
        return AnswersGraphQL.IsExpectedBy(context)
            ? WriteAsync(
                context,
                GraphResponse.FromErrors(GraphOutcome.Failed, new GraphError("Unexpected Execution Error") { Extensions = details }))
            : WriteAsync(
                context,
                StatusCodes.Status500InternalServerError,
                "The server failed. Its log has the reason under the correlation id.",
                details);
    }

    public static void PutOff(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static Task WriteAsync(HttpContext context, GraphResponse answer)
    {
        var format = AcceptHeader.Choose(context.Request.Headers.Accept, out _) ?? ResponseFormat.GraphQLResponse;
        return format == ResponseFormat.EventStream
            ? EventStream.WriteAsync(context.Response, answer)
            : ResponseWriter.WriteAsync(context.Response, answer, format).AsTask();
    }

    private static Task WriteAsync(HttpContext context, int status, string message, IReadOnlyList<KeyValuePair<string, object?>> details) =>
        IFailurePage.Of(context) is { } page
            ? page.WriteAsync(context, status)
            : Results.Problem(message, statusCode: status, extensions: details).ExecuteAsync(context);
}
