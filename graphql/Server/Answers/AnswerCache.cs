using System.Runtime.InteropServices;
using System.Text.Json;
using IndhCoops.Domain.Telemetry;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Stores;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Answers;

/// <summary>
/// Keeps answers while they are true: no answer is older than the last write that was committed before its request came. A request that
/// is under way is joined by those that ask the same.
/// </summary>
internal sealed class AnswerCache(GraphHandler graph, DataVersion version, IOptions<AnswerOptions> options, GraphMetrics metrics)
{
    // Whoever waits for the version, or for the same answer, resumes on one thread after the other: to wake a pool thread for each costs more than to send
    // what is short. What is longer is sent by threads of its own: packing or copying 16 KB takes about as long as to wake one.
    private const int ShortBytes = 16 * 1024;

    // A count takes about a thousand bytes, and a thousand counts are plenty.
    private const int CountShare = 64;

    // What is asked at such length is not asked again, and would take the place of many answers.
    private const int MaxVariablesBytes = 16 * 1024;

    private readonly long _maxBytes = options.Value.MaxBytes;
    private readonly Lock _gate = new();
    private Generation _generation = new(0, 0, null);

    /// <summary>What is kept, in bytes.</summary>
    public long Size => Volatile.Read(ref _generation).Answers.Size;

    /// <summary>Answers a request, as the graph would answer it now.</summary>
    public async ValueTask<GraphResponse> ExecuteAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        // How an answer is made shows only where it is made; what must be fresh is not what the version is of; and what writes is done each
        // time: a document that does says so by this word.
        if (request.Query is null || request.ReportsPlan || request.IsFresh || request.Query.Contains("mutation", StringComparison.Ordinal)
            || AreVariablesLong(request.Variables))
        {
            return await graph(request, cancellationToken);
        }

        if (await version.CurrentAsync(cancellationToken) is not { Number: var number })
        {
            await Task.Yield();
            return await graph(request, cancellationToken);
        }

        var generation = Current(number);
        var question = Question.Of(request);
        var isKept = generation.Answers.TryGet(question, out var kept);
        metrics.LookedUp("answer", isKept);
        Tracing.Note("indhcoops.answer.cache", isKept ? "hit" : "miss");
        var answer = isKept
            ? kept!
            : await generation.Flights.JoinAsync(question, cancellation => AnswerAsync(generation, question, request, cancellation), cancellationToken);
        if (answer.Body.Length > ShortBytes)
        {
            await Task.Yield();
        }

        return answer;
    }

    // The answer is read after the version: it may be newer than the version says, and never older.
    private async ValueTask<GraphResponse> AnswerAsync(Generation generation, Question question, GraphRequest request, CancellationToken cancellationToken)
    {
        // Several may be waiting for it, and it may stay.
        var answer = (await graph(request with { Known = generation.Counts }, cancellationToken)).Kept();
        if (answer.IsWhole)
        {
            // Packed for clients that accept it, it takes less than once more.
            generation.Answers.Set(question, answer, (2L * answer.Body.Length) + question.Size);
        }

        return answer;
    }

    private static bool AreVariablesLong(JsonElement variables) =>
        variables.ValueKind != JsonValueKind.Undefined && JsonMarshal.GetRawUtf8Value(variables).Length > MaxVariablesBytes;

    // Answers of an older version are never true again. Who asked for the version a moment earlier may have the newer answer.
    private Generation Current(long number)
    {
        var current = Volatile.Read(ref _generation);
        if (number <= current.Number)
        {
            return current;
        }

        lock (_gate)
        {
            if (number > _generation.Number)
            {
                _generation = new Generation(number, _maxBytes, new KeptCounts(_maxBytes / CountShare, IsCurrentAsync, metrics));
            }

            return _generation;
        }

        // What follows is not short, and others wait for the version on the same thread.
        async ValueTask<bool> IsCurrentAsync(CancellationToken cancellationToken) =>
            (await version.CurrentAsync(cancellationToken).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding))?.Number == number;
    }

    private sealed class Generation(long number, long maxBytes, KeptCounts? counts)
    {
        public long Number => number;

        public KeptCounts? Counts => counts;

        public LeastRecentlyUsed<Question, GraphResponse> Answers { get; } = new(maxBytes);

        public SingleFlight<Question, GraphResponse> Flights { get; } = new();
    }

    // What an answer depends on besides the data: the request, word for word, and whether it may read what is not open to all.
    private readonly record struct Question(string Query, string? OperationName, string Variables, bool AllowMutations, CostReporting Cost, string PathBase, Restriction Reads)
    {
        // What an entry costs besides what it holds, roughly.
        private const int Overhead = 200;

        public long Size => Overhead + (2L * (Query.Length + (OperationName?.Length ?? 0) + Variables.Length + PathBase.Length));

        public static Question Of(GraphRequest request) => new(
            request.Query!,
            request.OperationName,
            request.Variables.ValueKind is JsonValueKind.Undefined ? "" : request.Variables.GetRawText(),
            request.AllowMutations,
            request.Cost,
            request.PathBase,
            request.Reads);
    }
}
