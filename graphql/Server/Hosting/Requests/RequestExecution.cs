using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Has requests answered, within the time that an HTTP request has.</summary>
internal sealed class RequestExecution(
    GraphHandler handler,
    RequestDocuments documents,
    IOptions<GraphHttpOptions> options,
    IOptions<PlanReportOptions> reports,
    IOptions<ReplicaOptions> replicas,
    TokenRights rights,
    Outages outages,
    ILogger<RequestExecution> logger)
{
    private readonly TimeSpan _timeout = options.Value.RequestTimeout;
    private readonly PlanReportOptions _reports = reports.Value;
    private readonly ReplicaOptions _replicas = replicas.Value;

    /// <summary>Whether a request asks how it was answered, or for the newest data. No cache may answer it then.</summary>
    public static bool AsksMore(GraphRequest request) =>
        request.Cost != CostReporting.None || request.ReportsPlan || request.IsFresh || request.Reads != Restriction.None;

    /// <summary>The request with what its headers, its address and its sender add to it.</summary>
    public async ValueTask<GraphRequest> CompleteAsync(HttpContext context, GraphRequest read)
    {
        var headers = context.Request.Headers;
        var cost = CostHeader.Read(headers[CostHeader.Name]);
        var reportsPlan = _reports.IsAsked(headers[PlanReportOptions.Header]);
        var isFresh = _replicas.IsFreshAsked(headers[ReplicaOptions.FreshHeader]);
        var request = await rights.OfAsync(context, read);
        var pathBase = context.Request.PathBase.Value ?? "";
        return cost == CostReporting.None && !reportsPlan && !isFresh && pathBase.Length == 0
            ? request
            : request with { Cost = cost, ReportsPlan = reportsPlan, IsFresh = isFresh, PathBase = pathBase };
    }

    /// <summary>What ends when the time of an HTTP request is over or its client leaves.</summary>
    public CancellationTokenSource Deadline(HttpContext context)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(context.Features.Get<UploadTime>()?.Left ?? _timeout);
        return deadline;
    }

    /// <summary>Answers a request; also one for which there is no time left or no database.</summary>
    public async ValueTask<GraphResponse> ExecuteAsync(HttpContext context, GraphRequest request, CancellationToken deadline)
    {
        try
        {
            return documents.Register(request, await handler(request, deadline));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            var timeout = context.Features.Get<UploadTime>()?.Whole ?? _timeout;
            HttpLog.TimedOut(logger, timeout);
            return GraphResponse.FromErrors(
                GraphOutcome.TimedOut, new GraphError($"The request exceeded the configured timeout of `{timeout}`.", "HC0045"));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested
            && outages.Explain(context, exception) is { } unavailability)
        {
            // Written here, since a streamed answer may have begun already.
            return unavailability.Response;
        }
    }
}

/// <summary>How long a request may take that brings files.</summary>
/// <param name="Left">How long from now, after the files have arrived.</param>
/// <param name="Whole">How long in all.</param>
internal sealed record UploadTime(TimeSpan Left, TimeSpan Whole);
