using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>The places in which requests are answered: some for the graph, some for files of reports, some for pages.</summary>
internal sealed class RequestPlaces
{
    // On a slow network a browser waits for all files of a page at once, a hundred over one connection of HTTP/2. They are short.
    private const int SlowPages = 8;

    private static readonly PathString Reports = ReportFile.UrlPrefix.TrimEnd('/');
    private static readonly PathString Datasets = "/datasets";

    private readonly Kind _queries;
    private readonly Kind _files;
    private readonly Kind _pages;

    public RequestPlaces(IOptions<RequestLimitOptions> options)
    {
        var limits = options.Value;
        var few = Math.Max(1, limits.MaxConcurrent / 4);
        (_queries, _files, _pages) = (Of(limits.MaxConcurrent, 1), Of(few, 1), Of(few, SlowPages));

        // A quarter is left for others, however many requests of one client take long.
        Kind Of(int places, int slow) => new(
            new(places, places - (places / 4), limits.MaxWaiting),
            new(slow * limits.MaxSlowAnswers, slow * limits.MaxSlowAnswersPerClient));
    }

    /// <summary>Takes a place; disposing gives it back. Null where too many requests wait already.</summary>
    public async ValueTask<RequestPlace?> TakeAsync(HttpContext context)
    {
        var (places, slow) = Of(context);
        var client = ClientNetwork.Of(context.Connection.RemoteIpAddress);
        return await places.TakeAsync(client, context.RequestAborted) ? new RequestPlace(context, client, places, slow) : null;
    }

    /// <summary>Whether a request counts towards the limit per client. Pages do not count, since a page loads many files.</summary>
    public bool IsCounted(HttpContext context) => Of(context) != _pages;

    private Kind Of(HttpContext context) =>
        AnswersGraphQL.Of(context) is not null ? _queries
        : context.Request.Path.StartsWithSegments(Reports) || context.Request.Path.StartsWithSegments(Datasets) ? _files
        : _pages;

    private sealed record Kind(ClientPlaces Places, ClientPlaces Slow);
}
