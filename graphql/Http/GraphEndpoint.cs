using IndhCoops.GraphQL.Access;
using IndhCoops.GraphQL.Execution;
using IndhCoops.GraphQL.Execution.Costs;
using IndhCoops.GraphQL.Execution.Replicas;
using IndhCoops.GraphQL.Execution.Running;
using IndhCoops.GraphQL.Limits;
using IndhCoops.GraphQL.Saved;
using IndhCoops.GraphQL.Telemetry;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Http;

/// <summary>Reads a request, has it answered, and sends the answer.</summary>
internal sealed class GraphEndpoint(
    GraphHandler handler,
    TableHandler tables,
    RequestDocuments documents,
    RequestBody bodies,
    RequestQueryString queryStrings,
    IOptions<GraphHttpOptions> options,
    IOptions<PlanReportOptions> reports,
    IOptions<ReplicaOptions> replicas,
    RecordingRights rights,
    RequestPlaces places,
    SlowAnswers slow,
    Outages outages,
    ILogger<GraphEndpoint> logger)
{
    private readonly GraphHttpOptions _options = options.Value;
    private readonly PlanReportOptions _reports = reports.Value;
    private readonly ReplicaOptions _replicas = replicas.Value;

    /// <summary>Answers a POST; of a saved query where the path names one.</summary>
    public async Task PostAsync(HttpContext context, SavedOperation? saved = null)
    {
        if (AcceptHeader.Choose(context.Request.Headers.Accept, out var refusal) is not { } format)
        {
            await ResponseWriter.WriteAsync(context.Response, refusal!);
            return;
        }

        if (!RequestBody.IsJson(context.Request.ContentType))
        {
            await ResponseWriter.WriteAsync(context.Response, RequestRefusal.WrongContentType, format);
            return;
        }

        await AnswerAsync(context, documents.Resolve(bodies.Read(context), saved), format);
    }

    /// <summary>Answers a GET; of a saved query where the path names one.</summary>
    public async Task GetAsync(HttpContext context, SavedOperation? saved = null)
    {
        context.Response.Headers.Vary = "Accept";
        if (AcceptHeader.Choose(context.Request.Headers.Accept, out var refusal) is not { } format)
        {
            await ResponseWriter.WriteAsync(context.Response, refusal!);
            return;
        }

        await AnswerAsync(context, documents.Resolve(queryStrings.Read(context.Request.Query), saved), format);
    }

    private async Task AnswerAsync(HttpContext context, RequestReading reading, ResponseFormat format)
    {
        if (!reading.TryGet(out var read, out var refusal))
        {
            await ResponseWriter.WriteAsync(context.Response, refusal, format);
            return;
        }

        var cost = CostHeader.Read(context.Request.Headers[CostHeader.Name]);
        var reportsPlan = _reports.IsAsked(context.Request.Headers[PlanReportOptions.Header]);
        var isFresh = _replicas.IsFreshAsked(context.Request.Headers[ReplicaOptions.FreshHeader]);
        var request = await rights.OfAsync(context, read);
        var asksMore = cost != CostReporting.None || reportsPlan || isFresh || request.ReadsChanges;
        request = asksMore ? request with { Cost = cost, ReportsPlan = reportsPlan, IsFresh = isFresh } : request;
        if (format == ResponseFormat.Csv)
        {
            await tables(context, request);
            return;
        }

        // From here on: whoever waited for the authority of a token, or for a table, held none.
        using var place = await places.TakeAsync(context);
        if (!place.IsAcquired)
        {
            await RequestLimits.RefuseAsync(context, RequestRefusal.Busy);
        }
        else if (format == ResponseFormat.EventStream)
        {
            await EventStream.WriteAsync(context.Response, ExecuteAsync(context, request).AsTask(), _options.KeepAliveInterval, sending => slow.SeeOutAsync(context, place, sending));
        }
        else
        {
            using var answer = await ExecuteAsync(context, request);
            if (answer.IsWhole && HttpMethods.IsGet(context.Request.Method))
            {
                // Who asks about a request must not have it answered, nor answer others, from a cache.
                context.Response.Headers.CacheControl = asksMore ? "no-store" : _options.CacheControl;
            }

            var sending = ResponseWriter.WriteAsync(context.Response, answer, format);
            if (sending.IsCompletedSuccessfully)
            {
                _ = sending.Result;
            }
            else
            {
                await slow.SeeOutAsync(context, place, sending.AsTask());
            }
        }
    }

    private async ValueTask<GraphResponse> ExecuteAsync(HttpContext context, GraphRequest request)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(_options.RequestTimeout);
        try
        {
            var answer = await handler(request, deadline.Token);
            RequestSpan.Describe(context, answer);
            return documents.Register(request, answer);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            HttpLog.TimedOut(logger, _options.RequestTimeout);
            var late = GraphResponse.FromErrors(
                GraphOutcome.TimedOut,
                new GraphError($"The request exceeded the configured timeout of `{_options.RequestTimeout}`.") { Code = "HC0045" });
            RequestSpan.Describe(context, late);
            return late;
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && outages.Explain(context, exception) is { } unavailability)
        {
            // Here, since an answer that is streamed may have begun.
            var putOff = unavailability.Response;
            RequestSpan.Describe(context, putOff);
            return putOff;
        }
    }
}
