using System.Collections.Concurrent;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>
/// Answers below <c>/ready</c> with the bytes that were put there before: no server of this framework can answer with less work.
/// </summary>
internal sealed class ReadyMade(RequestDelegate next)
{
    private readonly ConcurrentDictionary<(string Path, string Query), byte[]> _answers = [];

    /// <summary>Answers, keeps an answer, or passes on.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/ready", StringComparison.Ordinal, out var rest))
        {
            await next(context);
            return;
        }

        var key = (rest.Value!, context.Request.QueryString.Value!);
        if (HttpMethods.IsPut(context.Request.Method))
        {
            using var answer = new MemoryStream();
            await context.Request.Body.CopyToAsync(answer, context.RequestAborted);
            _answers[key] = answer.ToArray();
            return;
        }

        var bytes = _answers[key];
        context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}
