namespace IndhCoops.GraphQL.Explorer;

/// <summary>The headers that keep the explorer to this server, and other pages out of it.</summary>
internal static class ExplorerHeaders
{
    // No foreign host anywhere, and of what is dubious only what the page does not live without, as tried in Chromium:
    // it compiles its validators of JSON schemas (eval), styles itself from script (inline styles), underlines mistakes
    // with drawn images (data:), and runs its editor's language services in workers.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'";

    /// <summary>Sets them.</summary>
    public static void Set(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
