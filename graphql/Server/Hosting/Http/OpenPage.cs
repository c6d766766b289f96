using Microsoft.AspNetCore.Authorization;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Says of an endpoint which of its answers are a page for browsers, which holds no data and is open to everybody.</summary>
/// <param name="isAskedFor">Whether a request asks for the page.</param>
internal sealed class OpenPage(Func<HttpRequest, bool> isAskedFor)
{
    /// <summary>Whether a request is answered with an open page.</summary>
    public static bool IsAskedFor(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OpenPage>()?.IsAskedFor(context.Request) == true;

    /// <summary>
    /// Whether a request is answered to everybody, whatever reading needs: with an open page, or at an address that is open by itself.
    /// </summary>
    public static bool IsOpen(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || IsAskedFor(context);

    private bool IsAskedFor(HttpRequest request) => isAskedFor(request);
}
