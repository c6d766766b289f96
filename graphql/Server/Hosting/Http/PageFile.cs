using System.IO.Compression;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>One file of a page for browsers. It is read, hashed and compressed when it is first asked for, and kept.</summary>
/// <param name="isImmutable">Whether its name changes with its content.</param>
internal sealed class PageFile(string path, string contentType, bool isImmutable)
{
    private readonly Lazy<(byte[] Plain, byte[]? Gzip, string Hash)> _content = new(() =>
    {
        var bytes = File.ReadAllBytes(path);

        // Pictures of points and web fonts are compressed by themselves.
        var isText = contentType.StartsWith("text/", StringComparison.Ordinal) || contentType is "application/json" or "image/svg+xml";
        return (bytes, isText ? ResponseEncoding.Gzip.Pack(bytes, CompressionLevel.Optimal) : null, EntityTag.HashOf(bytes));
    });

    /// <summary>Answers with it, under the content security policy of the page that it belongs to.</summary>
    public Task SendAsync(HttpContext context, string contentSecurityPolicy)
    {
        var headers = context.Response.Headers;
        PageHeaders.Set(context.Response, contentSecurityPolicy);
        headers.CacheControl = isImmutable ? "public, max-age=31536000, immutable" : PageHeaders.Revalidate;
        headers.Append("Vary", "Accept-Encoding");
        var (body, gzip, hash) = _content.Value;
        var suffix = "";
        if (gzip is not null && TakesGzip(context.Request))
        {
            (body, suffix) = (gzip, "-gzip");
            headers.ContentEncoding = "gzip";
        }

        return TypedResults.Bytes(body, contentType, entityTag: new(EntityTag.Quote(hash, suffix))).ExecuteAsync(context);
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(
            coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);
}
