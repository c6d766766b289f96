using Microsoft.AspNetCore.Authorization;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Says of an endpoint which of its answers are a page for browsers, which holds no data and is open to everybody.</summary>
/// <param name="Answers">Whether a request is answered with the page.</param>
internal sealed record OpenPage(Func<HttpRequest, bool> Answers)
{
    /// <summary>Whether a request is answered with an open page.</summary>
    public static bool IsAskedFor(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OpenPage>()?.Answers(context.Request) == true;

    /// <summary>Whether a request is answered to everybody: with an open page, or at an address that is open by itself.</summary>
    public static bool IsOpen(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null || IsAskedFor(context);
}
