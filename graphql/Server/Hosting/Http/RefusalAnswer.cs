namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Sends why a request is not answered, in the shape that its client expects.</summary>
internal static class RefusalAnswer
{
    public static async Task WriteAsync(HttpContext context, RequestRefusal refusal)
    {
        if (AnswersGraphQL.IsExpectedBy(context))
        {
            var format = AcceptHeader.Choose(context.Request.Headers.Accept, out _) ?? ResponseFormat.GraphQLResponse;
            await ResponseWriter.WriteAsync(context.Response, refusal, format);
        }
        else if (IFailurePage.Of(context) is { } page)
        {
            await page.WriteAsync(context, refusal.Status);
        }
        else
        {
            await Results.Problem(refusal.Message, statusCode: refusal.Status).ExecuteAsync(context);
        }
    }
}
