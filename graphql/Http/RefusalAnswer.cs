namespace IndhCoops.GraphQL.Http;

/// <summary>Sends why a request is not answered: below the graph's path as the graph answers, elsewhere as HTTP does (RFC 9457).</summary>
internal static class RefusalAnswer
{
    /// <summary>Sends a refusal.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refusal">Why it is refused.</param>
    /// <param name="graph">The graph's path.</param>
    public static async Task WriteAsync(HttpContext context, RequestRefusal refusal, PathString graph)
    {
        if (context.Request.Path.StartsWithSegments(graph, StringComparison.OrdinalIgnoreCase))
        {
            var format = AcceptHeader.Choose(context.Request.Headers.Accept, out _) ?? ResponseFormat.GraphQLResponse;
            await ResponseWriter.WriteAsync(context.Response, refusal, format);
        }
        else
        {
            await Results.Problem(refusal.Message, statusCode: refusal.Status).ExecuteAsync(context);
        }
    }
}
