using System.IO.Compression;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>
/// One file of a page that this server shows to browsers. It is read, hashed and compressed when it is first asked for, and kept.
/// </summary>
/// <param name="path">Where it lies on disk.</param>
/// <param name="isImmutable">Whether its name changes with its content.</param>
internal sealed class PageFile(string path, string contentType, bool isImmutable)
{
    private readonly Lazy<(PageFileBody Plain, PageFileBody? Gzip)> _bodies = new(() => Read(path, contentType));

    public string ContentType { get; } = contentType;

    /// <summary>Whether its name changes with its content.</summary>
    public bool IsImmutable { get; } = isImmutable;

    public byte[] Bytes => _bodies.Value.Plain.Bytes;

    /// <summary>Answers with it, under the content security policy of the page that it belongs to.</summary>
    public Task SendAsync(HttpContext context, string contentSecurityPolicy)
    {
        PageHeaders.Set(context.Response, contentSecurityPolicy);
        context.Response.Headers.CacheControl = IsImmutable ? "public, max-age=31536000, immutable" : PageHeaders.Revalidate;
        context.Response.Headers.Append("Vary", "Accept-Encoding");
        var body = BodyFor(context.Request);
        if (body.ContentEncoding is { } encoding)
        {
            context.Response.Headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(body.Bytes, ContentType, entityTag: new(body.EntityTag)).ExecuteAsync(context);
    }

    /// <summary>Its bytes: compressed, where the client takes that and it is worth the while.</summary>
    public PageFileBody BodyFor(HttpRequest request) =>
        _bodies.Value is { Gzip: { } gzip } && TakesGzip(request) ? gzip : _bodies.Value.Plain;

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(
            coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    private static (PageFileBody Plain, PageFileBody? Gzip) Read(string path, string contentType)
    {
        var bytes = File.ReadAllBytes(path);
        var plain = new PageFileBody(bytes, EntityTag.Of(bytes), null);

        // Pictures of points and web fonts are compressed by themselves.
        return contentType.StartsWith("text/", StringComparison.Ordinal) || contentType is "application/json" or "image/svg+xml"
            ? (plain, new PageFileBody(Compress(bytes), EntityTag.Of(bytes, "-gzip"), "gzip"))
            : (plain, null);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
