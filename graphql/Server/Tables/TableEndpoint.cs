using System.IO.Pipelines;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Tables;

/// <summary>Answers a request with a table, which is sent while it is read.</summary>
internal sealed partial class TableEndpoint(
    Lazy<GraphExecutor> executor,
    TableReader reader,
    RequestDocuments documents,
    IOptions<TableOptions> options,
    RequestBody bodies,
    RequestQueryString queryStrings,
    IOptions<ReplicaOptions> replicas,
    TokenRights rights,
    Outages outages,
    TimeProvider clock,
    ILogger<TableEndpoint> logger)
{
    /// <summary>The methods of tables. DuckDB sends HEAD first, and takes an address that does not answer it for wrong.</summary>
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    private readonly TableOptions _options = options.Value;

    // Apart from those of queries: a table takes as long as its client takes to load it. Nobody waits for one, since that may take minutes.
    private readonly ClientPlaces _places = new(options.Value.MaxConcurrent, options.Value.PerClient);
    private readonly ReplicaOptions _replicas = replicas.Value;

    /// <summary>
    /// Answers a table. The path names the format, and perhaps a saved query. HEAD gets the headers alone: rows are counted where the table
    /// would count them, and none is read.
    /// </summary>
    public async Task AnswerAsync(HttpContext context, TableFormat format, SavedOperation? saved = null)
    {
        var reading = HttpMethods.IsPost(context.Request.Method)
            ? bodies.Read(context)
            : queryStrings.Read(context.Request.Query);
        if (!documents.Resolve(reading, saved).TryGet(out var request, out var refusal))
        {
            await ResponseWriter.WriteAsync(context.Response, refusal);
            return;
        }

        request = await rights.OfAsync(
            context,
            request with
            {
                AllowMutations = false,
                IsFresh = _replicas.IsFreshAsked(context.Request.Headers[ReplicaOptions.FreshHeader]),
                PathBase = context.Request.PathBase.Value ?? "",
            });
        await AnswerAsync(context, request, format, saved?.Query);
    }

    /// <param name="query">The saved query; null where the request brought its own.</param>
    public async Task AnswerAsync(HttpContext context, GraphRequest request, TableFormat format, SavedQuery? query = null)
    {
        if (request.Reads != Restriction.None)
        {
            // Restricted data must not be cached.
            context.Response.Headers.CacheControl = "no-store";
        }

        if (!TableWishes.TryRead(context.Request.Query, out var wishes, out var refusal))
        {
            await ResponseWriter.WriteAsync(context.Response, refusal);
            return;
        }

        var client = ClientNetwork.Of(context.Connection.RemoteIpAddress);
        if (!_places.TryTake(client, out var hasTooMany))
        {
            // A table takes some seconds.
            context.Response.Headers.RetryAfter = "5";
            await ResponseWriter.WriteAsync(
                context.Response, hasTooMany ? RequestRefusal.TooManyTables(_options.PerClient) : RequestRefusal.TablesTaken);
            return;
        }

        try
        {
            await SendAsync(context, request, format, table => table.As(wishes, query?.TitleIn(wishes.Language), clock.GetUtcNow()));
        }
        finally
        {
            _places.GiveBack(client);
        }
    }

    private async Task SendAsync(HttpContext context, GraphRequest request, TableFormat format, Func<TablePlan, TablePlan> present)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(_options.Timeout);
        try
        {
            if (await WriteAsync(context.Response, request, format, present, deadline.Token) is { } refusal)
            {
                RequestSpan.Describe(context, refusal);
                await ResponseWriter.WriteAsync(context.Response, refusal, ResponseFormat.GraphQLResponse);
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            HttpLog.TimedOut(logger, _options.Timeout);
            await BreakOffAsync(context, GraphResponse.FromErrors(
                GraphOutcome.TimedOut,
                new GraphError($"The table took longer than the configured timeout of `{_options.Timeout}`.") { Code = "HC0045" }));
        }
        catch (Exception exception)
            when (!context.RequestAborted.IsCancellationRequested && outages.Explain(context, exception) is { } unavailability)
        {
            await BreakOffAsync(context, unavailability.Response);
        }
        catch (TableSpoolException full)
        {
            LogBrokenOff(logger, full.Message, full.InnerException);
            await BreakOffAsync(
                context,
                GraphResponse.FromErrors(
                    GraphOutcome.TimedOut, new GraphError("The table was broken off: it was loaded too slowly. Ask for fewer rows.")));
        }
        catch (TableReadException failure)
        {
            LogFailure(logger, failure.InnerException!);
            await BreakOffAsync(context, GraphResponse.FromErrors(GraphOutcome.Failed, new GraphError("Unexpected Execution Error")));
        }
    }

    private async Task<GraphResponse?> WriteAsync(
        HttpResponse response,
        GraphRequest request,
        TableFormat format,
        Func<TablePlan, TablePlan> present,
        CancellationToken cancellationToken)
    {
        // The rows of a table are bounded by its own limits, of their number and of time.
        var prepared = await executor.Value.PrepareAsync(request with { AllowMutations = false }, cancellationToken, countsRows: false);
        if (prepared.Refusal is { } refusal)
        {
            return refusal;
        }

        RequestSpan.Describe(response.HttpContext, prepared.Plan!.Plan.Operation);
        try
        {
            var maxRows = Math.Min(_options.MaxRows, format.MaxRows);
            var table = present(TablePlan.Of(prepared.Plan, prepared.Inputs(request.PathBase), maxRows));
            if (format.Missing(table.Columns) is { Count: > 0 } missing)
            {
                throw new GraphFieldException(new GraphError(
                    $"A table as `{format.Extension}` needs columns that this one lacks: `{string.Join("`, `", missing)}`. "
                        + "Select them, as the saved query `grants-open` does."));
            }

            if (HttpMethods.IsHead(response.HttpContext.Request.Method))
            {
                await ReadAsync(null, cancellationToken);
            }
            else
            {
                await SendAsync(response, ReadAsync, cancellationToken);
            }

            return null;

            Task ReadAsync(PipeWriter? output, CancellationToken cancellation) => reader.ReadAsync(
                table, maxRows, request.IsFresh, Open, file => Describe(response, table, format, file), output, cancellation);

            TableFile Open(TablePlan plan) => format.Open(plan, response.HttpContext.Request);
        }
        catch (GraphFieldException refused)
        {
            return GraphResponse.FromErrors(GraphOutcome.Refused, refused.Error);
        }
    }

    // Reading and sending go on side by side. Both have ended when this ends, so that nothing is sent behind an error.
    private async Task SendAsync(HttpResponse response, Func<PipeWriter, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var output = new TableOutput(_options);
        var sending = SendOrStopAsync();
        try
        {
            await read(output, stop.Token);
            await output.CompleteAsync();
        }
        catch
        {
            await stop.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (sending.IsFaulted)
            {
                // That was first: it ended the reading.
                await sending;
            }

            throw;
        }

        await sending;

        async Task SendOrStopAsync()
        {
            try
            {
                await output.SendAsync(new PacedBody(response.HttpContext), stop.Token);
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }

    // The length of a table is not known before it is read.
    private static void Describe(HttpResponse response, TablePlan table, TableFormat format, TableFile file)
    {
        file.Describe(response.Headers);
        if (file.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.ContentType = format.ContentType;
        response.Headers.ContentDisposition = TableFileName.Header(table, format.Extension);
    }

    // A table that is half sent cannot be taken back: abort the connection, so that the client notices.
    private static async Task BreakOffAsync(HttpContext context, GraphResponse failure)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        RequestSpan.Describe(context, failure);
        await ResponseWriter.WriteAsync(context.Response, failure, ResponseFormat.GraphQLResponse);
    }

    [LoggerMessage(LogLevel.Warning, "A table was broken off that its client loads more slowly than the database gives it, since {Reason}")]
    private static partial void LogBrokenOff(ILogger logger, string reason, Exception? exception);

    [LoggerMessage(LogLevel.Error, "A table could not be read from the database.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
