namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The headers that keep a page to this server, and other pages out of it.</summary>
internal static class PageHeaders
{
    /// <summary>The value of Cache-Control that has a copy asked for again, by its entity tag.</summary>
    public const string Revalidate = "no-cache";

    /// <param name="contentSecurityPolicy">What the page may load and run.</param>
    public static void Set(HttpResponse response, string contentSecurityPolicy)
    {
        response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        if (contentSecurityPolicy.Contains("frame-ancestors 'none'", StringComparison.Ordinal))
        {
            response.Headers.XFrameOptions = "DENY"; // The same for browsers that do not read the policy; it cannot name sites.
        }

        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
