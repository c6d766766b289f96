namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>Sets the security headers of every answer. Headers that an endpoint has set itself stay.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string NothingInside = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state => Set(((HttpContext)state).Response.Headers), context);
        return next(context);
    }

    private static Task Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");

        // A page with a policy of its own says there which pages may frame it.
        if (headers.TryAdd("Content-Security-Policy", NothingInside))
        {
            headers.XFrameOptions = "DENY";
        }

        return Task.CompletedTask;
    }
}
