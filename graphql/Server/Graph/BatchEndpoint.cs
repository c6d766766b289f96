using System.Buffers;
using System.Buffers.Text;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Requests.Costs;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;

namespace IndhCoops.GraphQL.Graph;

/// <summary>
/// Answers a list of requests, one after the other: a batch takes no more of the server at a time than a single request, and later requests
/// see what a mutation recorded. Time and cost limits of one request hold for all together. Each result has its <c>requestIndex</c>.
/// </summary>
internal sealed class BatchEndpoint(
    RequestExecution execution,
    CostHandler costs,
    RequestDocuments documents,
    RequestBody bodies,
    ClientRate rate,
    RequestPlaces places,
    IOptions<GraphHttpOptions> options,
    IOptions<CostOptions> costLimits)
{
    // An index has at most five digits: see the bound of MaxBatchSize.
    private const int MaxDigits = 5;

    private readonly int _most = options.Value.MaxBatchSize;

    /// <summary>Has requests answered, and sends the answers.</summary>
    /// <param name="readings">The requests; null to read them from the body.</param>
    public async Task AnswerAsync(HttpContext context, IReadOnlyList<RequestReading>? readings = null)
    {
        if (AcceptHeader.ChooseForBatch(context.Request.Headers.Accept, out var refusal) is not { } format)
        {
            await ResponseWriter.WriteAsync(context.Response, refusal!);
        }
        else if ((readings ?? bodies.ReadBatch(context, _most, out refusal)) is not { } requests)
        {
            await ResponseWriter.WriteAsync(context.Response, refusal!, format);
        }
        else if (rate.Refuses(context.Connection.RemoteIpAddress, requests.Count - 1, out var wait))
        {
            // The first of them was counted when it came.
            await FailureAnswer.WriteAsync(context, RequestRefusal.TooMany, wait);
        }
        else
        {
            await AnswerAsync(context, await CompleteAsync(context, requests), format);
        }
    }

    private async ValueTask<RequestReading[]> CompleteAsync(HttpContext context, IReadOnlyList<RequestReading> readings)
    {
        var requests = new RequestReading[readings.Count];
        for (var i = 0; i < requests.Length; i++)
        {
            var reading = documents.Resolve(readings[i], null);
            requests[i] = reading.TryGet(out var request, out _) ? await execution.CompleteAsync(context, request) : reading;
        }

        return requests;
    }

    private async Task AnswerAsync(HttpContext context, RequestReading[] requests, ResponseFormat format)
    {
        using var place = await places.TakeAsync(context);
        if (place is null)
        {
            await FailureAnswer.WriteAsync(context, RequestRefusal.Busy);
        }
        else if (await CostAsync(requests, context.RequestAborted) is var cost && cost.Exceeds(costLimits.Value, () => []) is { } tooMuch)
        {
            await ResponseWriter.WriteAsync(context.Response, RequestRefusal.TooCostlyBatch(tooMuch), format);
        }
        else
        {
            using var deadline = execution.Deadline(context);
            await (ResultFraming.Of(format) is { } framing
                ? StreamAsync(context, requests, framing, place, deadline.Token)
                : ListAsync(context, requests, format, place, deadline.Token));
        }
    }

    private async ValueTask<OperationCost> CostAsync(RequestReading[] requests, CancellationToken cancellationToken)
    {
        var sum = default(OperationCost);
        foreach (var reading in requests)
        {
            if (reading.TryGet(out var request, out _))
            {
                sum += await costs(request, cancellationToken);
            }
        }

        return sum;
    }

    // All answers as one list, which is sent when the last of them is there.
    private async Task ListAsync(
        HttpContext context, RequestReading[] requests, ResponseFormat format, RequestPlace place, CancellationToken deadline)
    {
        using var list = new JsonBuffer();
        for (var i = 0; i < requests.Length; i++)
        {
            using var answer = await ExecuteAsync(context, requests[i], deadline);
            list.WriteRaw(i == 0 ? (byte)'[' : (byte)',');
            list.WriteRaw(WriteIndex(list, i, answer.Body).Span);
        }

        list.WriteRaw((byte)']');
        var response = new GraphResponse(GraphOutcome.Executed, list.WrittenMemory);
        await place.SeeOutAsync(ResponseWriter.WriteAsync(context.Response, response, format).AsTask());
    }

    // Each answer as soon as it is there. The next is not held up by a client that reads slowly.
    private async Task StreamAsync(
        HttpContext context, RequestReading[] requests, ResultFraming framing, RequestPlace place, CancellationToken deadline)
    {
        context.Response.ContentType = framing.ContentType;
        context.Response.Headers.CacheControl = "no-cache";
        var sending = Task.CompletedTask;
        try
        {
            for (var i = 0; i < requests.Length; i++)
            {
                var answer = await ExecuteAsync(context, requests[i], deadline);
                sending = SendAsync(context.Response, sending, answer, i, framing, isLast: i == requests.Length - 1);
            }
        }
        catch
        {
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await place.SeeOutAsync(sending);
    }

    private static async Task SendAsync(
        HttpResponse response, Task earlier, GraphResponse answer, int index, ResultFraming framing, bool isLast)
    {
        using (answer)
        {
            await earlier;
            response.BodyWriter.Write(framing.Head.Span);
            await ResponseWriter.WriteLongAsync(response, WriteIndex(response.BodyWriter, index, answer.Body));
            response.BodyWriter.Write(framing.Tail.Span);
            if (isLast)
            {
                response.BodyWriter.Write(framing.End.Span);
            }

            await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
        }
    }

    private async ValueTask<GraphResponse> ExecuteAsync(HttpContext context, RequestReading reading, CancellationToken deadline)
    {
        var answer = reading.TryGet(out var request, out var refusal)
            ? await execution.ExecuteAsync(context, request, deadline)
            : new GraphResponse(GraphOutcome.Refused, refusal.Body);
        if (answer.Outcome != GraphOutcome.Executed)
        {
            RequestSpan.Refuse(context, refusal?.Code ?? answer.Code);
        }

        return answer;
    }

    // Writes an object's beginning with the index, and gives the rest of the answer, which follows it.
    private static ReadOnlyMemory<byte> WriteIndex(IBufferWriter<byte> writer, int index, ReadOnlyMemory<byte> answer)
    {
        writer.Write("{\"requestIndex\":"u8);
        Utf8Formatter.TryFormat(index, writer.GetSpan(MaxDigits), out var written);
        writer.Advance(written);
        if (!answer.Span.SequenceEqual("{}"u8))
        {
            writer.Write(","u8);
        }

        return answer[1..];
    }
}
