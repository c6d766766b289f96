using System.Threading.RateLimiting;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>The places in which requests are answered: some for the graph, some for files of reports, some for pages and health.</summary>
internal sealed class RequestPlaces(IOptions<RequestLimitOptions> options) : IDisposable
{
    private static readonly PathString Reports = ReportFile.UrlPrefix.TrimEnd('/');
    private static readonly PathString Datasets = "/datasets";

    private readonly ConcurrencyLimiter _queries = New(options.Value.MaxConcurrent, options.Value.MaxWaiting);
    private readonly ConcurrencyLimiter _files = New(Math.Max(1, options.Value.MaxConcurrent / 4), options.Value.MaxWaiting);
    private readonly ConcurrencyLimiter _pages = New(Math.Max(1, options.Value.MaxConcurrent / 4), options.Value.MaxWaiting);

    /// <summary>Takes a place; disposing the lease frees it. The lease is not acquired where too many requests wait already.</summary>
    public ValueTask<RateLimitLease> TakeAsync(HttpContext context) => Of(context).AcquireAsync(1, context.RequestAborted);

    /// <summary>Whether a request counts towards the limit per client. Pages do not count, since a page loads many files.</summary>
    public bool IsCounted(HttpContext context) => Of(context) != _pages;

    public void Dispose()
    {
        _queries.Dispose();
        _files.Dispose();
        _pages.Dispose();
    }

    private ConcurrencyLimiter Of(HttpContext context) =>
        AnswersGraphQL.Of(context) is not null ? _queries
        : context.Request.Path.StartsWithSegments(Reports) || context.Request.Path.StartsWithSegments(Datasets) ? _files
        : _pages;

    private static ConcurrencyLimiter New(int places, int waiting) => new(new() { PermitLimit = places, QueueLimit = waiting });
}
