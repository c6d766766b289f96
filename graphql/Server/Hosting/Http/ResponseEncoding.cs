using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>How the bytes of a response are packed.</summary>
internal enum ResponseEncoding
{
    Identity,
    Gzip,
    Brotli,
}

internal static class ResponseEncodings
{
    // What a packet carries in any case.
    private const int PackedFrom = 1_024;

    /// <summary>The best encoding that a client accepts (RFC 9110, section 12.5.3) for so many bytes.</summary>
    public static ResponseEncoding Choose(StringValues accept, int length)
    {
        if (length < PackedFrom || StringValues.IsNullOrEmpty(accept)
            || !StringWithQualityHeaderValue.TryParseList(accept, out var accepted))
        {
            return ResponseEncoding.Identity;
        }

        var (chosen, quality) = (ResponseEncoding.Identity, 0.0);
        foreach (var encoding in accepted)
        {
            var liked = encoding.Quality ?? 1;
            if (liked > 0 && Find(encoding.Value.Value!) is { } known && (liked, known).CompareTo((quality, chosen)) > 0)
            {
                (chosen, quality) = (known, liked);
            }
        }

        return chosen;
    }

    // Names of encodings have no case (RFC 9110, section 8.4.1).
    private static ResponseEncoding? Find(string name) => name.ToLowerInvariant() switch
    {
        "br" => ResponseEncoding.Brotli,
        "gzip" => ResponseEncoding.Gzip,
        "identity" => ResponseEncoding.Identity,
        _ => null,
    };

    /// <summary>The value of Content-Encoding; null, which is no header, for bytes that are not packed.</summary>
    public static string? Name(this ResponseEncoding encoding) => encoding switch
    {
        ResponseEncoding.Brotli => "br",
        ResponseEncoding.Gzip => "gzip",
        _ => null,
    };

    /// <summary>Compresses bytes; fast rather than small, since a client waits.</summary>
    /// <param name="level">How small gzip makes them.</param>
    public static byte[] Pack(this ResponseEncoding encoding, ReadOnlySpan<byte> bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding == ResponseEncoding.Brotli
            ? new BrotliStream(packed, new BrotliCompressionOptions { Quality = 4 }, leaveOpen: true)
            : new GZipStream(packed, level, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
