using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace IndhCoops.Load;

/// <summary>A request that is asked many times and must always be answered alike.</summary>
/// <param name="Work">What kind of work it is.</param>
/// <param name="Path">The path, with what a GET asks.</param>
internal sealed record Question(string Work, string Path)
{
    /// <summary>What a POST asks; null for a GET.</summary>
    public (string Query, object Variables)? Document { get; init; }

    /// <summary>Whether the answer is sent while it is read, and may break off when the database does.</summary>
    public bool IsTable => Path.Contains("/table.", StringComparison.Ordinal) || Path.Contains(".csv", StringComparison.Ordinal);

    /// <summary>Whether the answer is a file of files, which says when it was made.</summary>
    public bool IsWorkbook => Path.Contains(".xlsx", StringComparison.Ordinal);

    /// <summary>A document by POST.</summary>
    public static Question Post(string work, string query, object variables) => new(work, "/graphql") { Document = (query, variables) };

    /// <summary>A document in an address.</summary>
    public static Question Get(string work, string query, string path = "/graphql") =>
        new(work, $"{path}?query={Uri.EscapeDataString(query)}");

    /// <summary>The request; a salt makes its text one that the server has not seen, with the same answer.</summary>
    public HttpRequestMessage Request(long? salt = null, string? tag = null)
    {
        if (Document is not { } document)
        {
            var get = new HttpRequestMessage(HttpMethod.Get, Path);
            if (tag is not null)
            {
                get.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
            }

            return get;
        }

        var query = salt is null ? document.Query : $"# {salt}\n{document.Query}";
        return new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new { query, variables = document.Variables }), Encoding.UTF8, "application/json"),
        };
    }
}
