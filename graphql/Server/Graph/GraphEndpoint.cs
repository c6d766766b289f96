using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Hosting.Uploads;

namespace IndhCoops.GraphQL.Graph;

/// <summary>Reads a request, has it answered, and sends the answer.</summary>
internal sealed class GraphEndpoint(
    RequestExecution execution,
    BatchEndpoint batches,
    TableHandler tables,
    RequestDocuments documents,
    RequestBody bodies,
    UploadReader uploads,
    RequestQueryString queryStrings,
    IOptions<GraphHttpOptions> options,
    RequestPlaces places)
{
    private readonly GraphHttpOptions _options = options.Value;

    /// <summary>Answers a saved query.</summary>
    public Task AnswerAsync(HttpContext context, SavedOperation saved) =>
        HttpMethods.IsPost(context.Request.Method) ? PostAsync(context, saved) : GetAsync(context, saved);

    /// <summary>Answers a POST; of a saved query where the path names one.</summary>
    public Task PostAsync(HttpContext context, SavedOperation? saved = null) =>
        AcceptHeader.Choose(context.Request.Headers.Accept, out var refusal) is not { } format
            ? ResponseWriter.WriteAsync(context.Response, refusal!).AsTask()
        : saved is null && MultipartForm.IsForm(context.Request) ? AnswerFormAsync(context, format)
        : !RequestBody.IsJson(context.Request.ContentType)
            ? ResponseWriter.WriteAsync(context.Response, RequestBody.RefusalOf(context.Request), format).AsTask()
        : _options.Batching && saved is null && RequestBody.IsBatch(context) ? batches.AnswerAsync(context)
        : AnswerAsync(context, documents.Resolve(bodies.Read(context), saved), format);

    /// <summary>Answers a GET; of a saved query where the path names one.</summary>
    public Task GetAsync(HttpContext context, SavedOperation? saved = null)
    {
        context.Response.Headers.Vary = "Accept";
        return AcceptHeader.Choose(context.Request.Headers.Accept, out var refusal) is { } format
            ? AnswerAsync(context, documents.Resolve(queryStrings.Read(context.Request.Query), saved), format)
            : ResponseWriter.WriteAsync(context.Response, refusal!).AsTask();
    }

    private async Task AnswerFormAsync(HttpContext context, ResponseFormat format)
    {
        await using var upload = await uploads.ReadAsync(context);
        if (upload is { IsBatch: true })
        {
            await batches.AnswerAsync(context, upload.Requests);
        }
        else if (upload is not null)
        {
            await AnswerAsync(context, documents.Resolve(upload.Requests[0], null), format);
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestReading reading, ResponseFormat format)
    {
        if (!reading.TryGet(out var read, out var refusal))
        {
            await ResponseWriter.WriteAsync(context.Response, refusal, format);
            return;
        }

        var request = await execution.CompleteAsync(context, read);
        if (format == ResponseFormat.Csv)
        {
            await tables(context, request);
            return;
        }

        // From here on: whoever waited for the authority of a token, or for a table, held none.
        using var place = await places.TakeAsync(context);
        if (place is null)
        {
            await FailureAnswer.WriteAsync(context, RequestRefusal.Busy);
        }
        else if (format == ResponseFormat.EventStream)
        {
            var answering = ExecuteAsync(context, request);
            await EventStream.WriteAsync(context.Response, answering, _options.KeepAliveInterval, place.SeeOutAsync);
        }
        else
        {
            using var deadline = execution.Deadline(context);
            using var answer = await execution.ExecuteAsync(context, request, deadline.Token);
            RequestSpan.Describe(context, answer);
            if (answer.IsWhole && HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Headers.CacheControl = RequestExecution.AsksMore(request) ? "no-store" : _options.CacheControl;
            }

            var sending = ResponseWriter.WriteAsync(context.Response, answer, format);
            if (sending.IsCompletedSuccessfully)
            {
                _ = sending.Result;
            }
            else
            {
                await place.SeeOutAsync(sending.AsTask());
            }
        }
    }

    private async Task<GraphResponse> ExecuteAsync(HttpContext context, GraphRequest request)
    {
        using var deadline = execution.Deadline(context);
        var answer = await execution.ExecuteAsync(context, request, deadline.Token);
        RequestSpan.Describe(context, answer);
        return answer;
    }
}
