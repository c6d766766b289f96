using System.Text;
using System.Text.Json;
using IndhCoops.Benchmarks.Works;

namespace IndhCoops.Benchmarks.Load;

/// <summary>The bytes of requests.</summary>
internal static class HttpBytes
{
    /// <summary>Asks for a path.</summary>
    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    /// <summary>Puts a document at a path.</summary>
    public static byte[] Put(string path, ReadOnlySpan<byte> document) => With($"PUT {path}", "application/octet-stream", document);

    /// <summary>Asks a query as clients of GraphQL do.</summary>
    public static byte[] Ask(string path, string query, Question question) =>
        Ask(path, query, new { region = question.Region, since = question.Since });

    /// <summary>The same with any variables.</summary>
    public static byte[] Ask(string path, string query, object variables) =>
        With($"POST {path}", "application/json", JsonSerializer.SerializeToUtf8Bytes(new { query, variables }));

    private static byte[] With(string line, string contentType, ReadOnlySpan<byte> body)
    {
        var head = $"{line} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
