using IndhCoops.GraphQL.Hosting.Rights;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Access;

/// <summary>Keeps answers that need a token out of shared caches, even where the answer itself allows caching.</summary>
internal sealed class PrivateAnswers(RequestDelegate next, IOptions<AccessOptions> options)
{
    private readonly bool _areAll = options.Value.ReadingNeedsToken;

    public Task InvokeAsync(HttpContext context)
    {
        if (_areAll && !OpenPage.IsOpen(context))
        {
            context.Response.OnStarting(static state => Restrict(((HttpContext)state).Response), context);
        }

        return next(context);
    }

    private static Task Restrict(HttpResponse response)
    {
        var allowed = CacheControlHeaderValue.TryParse(response.Headers.CacheControl.ToString(), out var said) ? said : new();
        (allowed.Public, allowed.Private, allowed.SharedMaxAge) = (false, true, null);
        response.Headers.CacheControl = allowed.ToString();
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
        return Task.CompletedTask;
    }
}
