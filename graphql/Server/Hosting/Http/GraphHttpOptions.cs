using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>What can be set about GraphQL over HTTP, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class GraphHttpOptions
{
    public const string Section = "GraphHttp";

    private const int MostInBatch = 10_000;

    /// <summary>The longest request body, in bytes; an endpoint may allow longer ones.</summary>
    public long MaxRequestSize { get; set; } = 1024 * 1024;

    /// <summary>How long a request may run.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a client may send several requests as a list.</summary>
    public bool Batching { get; set; }

    /// <summary>How many requests such a list may have.</summary>
    public int MaxBatchSize { get; set; } = 1024;

    /// <summary>After how much silence an event stream says that it is still there.</summary>
    internal TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>What caches are told of whole answers by GET (<c>Cache-Control</c>, RFC 9111); to ask again unless it is set.</summary>
    public string CacheControl { get; set; } = "no-cache";

    /// <summary>The origins whose pages may ask the graph (<c>https://example.org</c>), or <c>*</c> for all. Empty: only its own.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>What cannot work.</summary>
    internal IEnumerable<string> Complaints()
    {
        // Bodies are gathered in one array.
        if (MaxRequestSize < 1 || MaxRequestSize > Array.MaxLength)
        {
            yield return $"{Section}__{nameof(MaxRequestSize)} must be from 1 to {Array.MaxLength} bytes, not {MaxRequestSize}.";
        }

        if (MaxBatchSize is < 1 or > MostInBatch)
        {
            yield return $"{Section}__{nameof(MaxBatchSize)} must be from 1 to {MostInBatch}, not {MaxBatchSize}.";
        }

        // A timer cannot wait longer.
        if (RequestTimeout <= TimeSpan.Zero || RequestTimeout.TotalMilliseconds > int.MaxValue)
        {
            yield return $"{Section}__{nameof(RequestTimeout)} must be more than nothing and at most 24 days, not {RequestTimeout}.";
        }

        // The value becomes a header, which allows no other characters.
        if (!CacheControlHeaderValue.TryParse(CacheControl, out _))
        {
            yield return $"{Section}__{nameof(CacheControl)} must be a header such as no-cache or max-age=60, not '{CacheControl}'.";
        }

        foreach (var origin in AllowedOrigins.Where(origin => !IsOrigin(origin)))
        {
            yield return $"{Section}__{nameof(AllowedOrigins)} must hold origins such as https://example.org, or *, not '{origin}'.";
        }
    }

    private static bool IsOrigin(string origin) =>
        origin == "*"
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase));
}
