namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>What can be set about GraphQL over HTTP, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class GraphHttpOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "GraphHttp";

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

    /// <summary>
    /// What caches are told about whole answers by GET (RFC 9111, <c>Cache-Control</c>): to ask again each time, unless set otherwise.
    /// </summary>
    public string CacheControl { get; set; } = "no-cache";

    /// <summary>The origins whose pages may ask the graph (<c>https://example.org</c>), or <c>*</c> for all. Empty: only its own.</summary>
    public IList<string> AllowedOrigins { get; } = [];
}
