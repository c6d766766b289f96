using System.Threading.RateLimiting;
using IndhCoops.Domain.Reports;

namespace IndhCoops.GraphQL.Limits;

/// <summary>The places in which requests are answered: some for the graph, some for files of reports, some for pages and health.</summary>
internal sealed class RequestPlaces(RequestLimitOptions options, PathString graph) : IDisposable
{
    private static readonly PathString Reports = ReportStorage.UrlPrefix.TrimEnd('/');

    private readonly ConcurrencyLimiter _queries = New(options.MaxConcurrent, options.MaxWaiting);
    private readonly ConcurrencyLimiter _files = New(Math.Max(1, options.MaxConcurrent / 4), options.MaxWaiting);
    private readonly ConcurrencyLimiter _pages = New(Math.Max(1, options.MaxConcurrent / 4), options.MaxWaiting);

    /// <summary>Takes a place and gives it back when it is disposed; it is not acquired where too many wait already, and null for who needs none.</summary>
    public async ValueTask<RateLimitLease?> TakeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OwnPlaces>() is null ? await Of(context.Request.Path).AcquireAsync(1, context.RequestAborted) : null;

    /// <summary>Whether a request to a path counts for the limit of a client: a page is made of many files.</summary>
    public bool IsCounted(PathString path) => Of(path) != _pages;

    /// <inheritdoc/>
    public void Dispose()
    {
        _queries.Dispose();
        _files.Dispose();
        _pages.Dispose();
    }

    private ConcurrencyLimiter Of(PathString path) =>
        path.StartsWithSegments(graph, StringComparison.OrdinalIgnoreCase) ? _queries
        : path.StartsWithSegments(Reports, StringComparison.OrdinalIgnoreCase) ? _files
        : _pages;

    private static ConcurrencyLimiter New(int places, int waiting) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = places, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
}
