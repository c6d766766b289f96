using System.IO.Pipelines;
using IndhCoops.GraphQL.Execution;
using IndhCoops.GraphQL.Execution.Replicas;
using IndhCoops.GraphQL.Http;
using IndhCoops.GraphQL.Saved;
using IndhCoops.GraphQL.Telemetry;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tables;

/// <summary>Answers a request with a table, which is sent while it is read.</summary>
internal sealed partial class TableEndpoint(
    GraphExecutor executor,
    TableReader reader,
    RequestDocuments documents,
    IOptions<TableOptions> options,
    RequestBody bodies,
    RequestQueryString queryStrings,
    IOptions<ReplicaOptions> replicas,
    ILogger<TableEndpoint> logger)
{
    /// <summary>How a table is asked for. DuckDB asks for the head first, and takes an address that has none for wrong.</summary>
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    private static readonly StreamPipeWriterOptions Output = new(minimumBufferSize: 64 * 1024, leaveOpen: true);

    private readonly TableOptions _options = options.Value;
    private readonly ReplicaOptions _replicas = replicas.Value;

    /// <summary>Reads the request, of which the path names the format, and where it does, the saved query. Who asks for the head alone gets it, and no row is read.</summary>
    public async Task AnswerAsync(HttpContext context, TableFormat format, SavedOperation? saved = null)
    {
        var reading = HttpMethods.IsPost(context.Request.Method)
            ? bodies.Read(context)
            : queryStrings.Read(context.Request.Query);
        if (documents.Resolve(reading, saved).TryGet(out var request, out var refusal))
        {
            await AnswerAsync(context, request with { IsFresh = _replicas.IsFreshAsked(context.Request.Headers[ReplicaOptions.FreshHeader]) }, format);
        }
        else
        {
            await ResponseWriter.WriteAsync(context.Response, refusal);
        }
    }

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context, GraphRequest request, TableFormat format)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(_options.Timeout);
        try
        {
            if (await WriteAsync(context.Response, request, format, deadline.Token) is { } refusal)
            {
                RequestSpan.Describe(context, refusal);
                await ResponseWriter.WriteAsync(context.Response, refusal, ResponseFormat.GraphQLResponse);
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            HttpLog.TimedOut(logger, _options.Timeout);
            await BreakOffAsync(context, new GraphError($"The table took longer than the configured timeout of `{_options.Timeout}`.") { Code = "HC0045" });
        }
        catch (TableReadException failure)
        {
            LogFailure(logger, failure.InnerException!);
            await BreakOffAsync(context, new GraphError("Unexpected Execution Error"));
        }
    }

    private async Task<GraphResponse?> WriteAsync(HttpResponse response, GraphRequest request, TableFormat format, CancellationToken cancellationToken)
    {
        // The rows of a table are bounded by its own limits, of their number and of time.
        var prepared = await executor.PrepareAsync(request with { AllowMutations = false }, cancellationToken, countsRows: false);
        if (prepared.Refusal is { } refusal)
        {
            return refusal;
        }

        RequestSpan.Describe(response.HttpContext, prepared.Plan!.Operation);
        try
        {
            var slots = prepared.Variables.Slots;
            var maxRows = Math.Min(_options.MaxRows, format.MaxRows);
            var table = TablePlan.Of(prepared.Plan, slots, maxRows);
            if (HttpMethods.IsHead(response.HttpContext.Request.Method))
            {
                Describe(response, table, format);
                return null;
            }

            await SendAsync(response, output => reader.ReadAsync(table, slots, maxRows, request.IsFresh, () => Begin(response, table, format, output), cancellationToken));
            return null;
        }
        catch (GraphFieldException refused)
        {
            return GraphResponse.FromErrors(GraphOutcome.Refused, refused.Error);
        }
    }

    // What is written into the response's own pipe cannot be taken back, even before it is sent: an error would stand behind it.
    private static async Task SendAsync(HttpResponse response, Func<PipeWriter, Task> write)
    {
        var output = PipeWriter.Create(response.Body, Output);
        try
        {
            await write(output);
        }
        catch (Exception exception)
        {
            await output.CompleteAsync(exception);
            throw;
        }

        await output.CompleteAsync();
    }

    private static ITableWriter Begin(HttpResponse response, TablePlan table, TableFormat format, PipeWriter output)
    {
        Describe(response, table, format);
        return format.Write(table.Name, table.Columns, output);
    }

    // How long a table is, nobody knows before it is read.
    private static void Describe(HttpResponse response, TablePlan table, TableFormat format)
    {
        response.ContentType = format.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.{format.Extension}\"";
    }

    // A table that is half sent cannot be taken back: the broken connection tells the client that it is not whole.
    private static async Task BreakOffAsync(HttpContext context, GraphError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        var failure = GraphResponse.FromErrors(GraphOutcome.TimedOut, error);
        RequestSpan.Describe(context, failure);
        await ResponseWriter.WriteFailureAsync(context.Response, failure, ResponseFormat.GraphQLResponse);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A table could not be read from the database.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
