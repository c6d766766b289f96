using System.Runtime.InteropServices;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Telemetry;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Answers;

/// <summary>
/// Keeps answers while they are true: none is older than the last write to a table that it was read from that was committed before its
/// request came. A request that is under way is joined by those that ask the same.
/// </summary>
internal sealed class AnswerCache(
    GraphHandler graph, DataVersion version, IOptions<AnswerOptions> options, GraphMetrics metrics, TimeProvider clock)
{
    // Waiters for the version or the same answer resume inline, one after the other: waking a pool thread for each costs more than sending
    // a short answer. Longer answers get threads of their own: packing or copying 16 KB takes about as long as waking one.
    private const int ShortBytes = 16 * 1024;

    // A count takes about a thousand bytes, and a thousand counts are plenty.
    private const int CountShare = 64;

    // What is asked at such length is not asked again, and would take the place of many answers.
    private const int MaxVariablesBytes = 16 * 1024;

    private readonly LeastRecentlyUsed<Question, KeptAnswer> _answers = new(options.Value.MaxBytes);
    private readonly SingleFlight<(Question, long), KeptAnswer> _flights = new();
    private readonly KeptCounts _counts = new(options.Value.MaxBytes / CountShare, ask => NowAsync(version, ask), metrics);
    private readonly KnownDay _day = new(clock);
    private readonly TimeSpan _maxAge = options.Value.MaxAge;
    private RecentState? _recent;

    /// <summary>What is kept, in bytes.</summary>
    public long Size => _answers.Size;

    /// <summary>Answers a request, as the graph would answer it now.</summary>
    public async ValueTask<GraphResponse> ExecuteAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        // Not kept: what asks for the plan (a kept answer has none) or the newest data (the version is the replica's), or may write.
        if (request.Query is null || request.ReportsPlan || request.IsFresh || request.Query.Contains("mutation", StringComparison.Ordinal)
            || AreVariablesLong(request.Variables))
        {
            return await graph(request, cancellationToken);
        }

        if (await (_maxAge > TimeSpan.Zero ? RecentAsync(cancellationToken) : version.CurrentAsync(cancellationToken)) is not { } state)
        {
            await Task.Yield();
            return await graph(request, cancellationToken);
        }

        var question = Question.Of(request, _day.Current());
        var isKept = _answers.TryGet(question, out var kept) && kept.IsTrueIn(state);
        metrics.LookedUp("answer", isKept);
        Tracing.Note("indhcoops.answer.cache", isKept ? "hit" : "miss");
        var answer = isKept
            ? kept!
            : await _flights.JoinAsync(
                (question, state.Number), cancellation => AnswerAsync(question, state, request, cancellation), cancellationToken);
        if (answer.Response.Body.Length > ShortBytes)
        {
            await Task.Yield();
        }

        return answer.Response;
    }

    // The state, asked for anew when it is as old as an answer may be.
    private async ValueTask<DataState?> RecentAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _recent) is { } recent && clock.GetElapsedTime(recent.AskedAt) < _maxAge)
        {
            return recent.State;
        }

        // The state is at least of the moment before the question.
        var askedAt = clock.GetTimestamp();
        var state = await version.CurrentAsync(cancellationToken);
        if (state is not null)
        {
            Volatile.Write(ref _recent, new RecentState(state, askedAt));
        }

        return state;
    }

    // The answer is read after the state was asked for: it may be newer than that, and never older.
    private async ValueTask<KeptAnswer> AnswerAsync(
        Question question, DataState state, GraphRequest request, CancellationToken cancellationToken)
    {
        // Several may be waiting for it, and it may stay.
        var answer = new KeptAnswer((await graph(request with { Known = _counts.In(state) }, cancellationToken)).Kept(), state.Number);
        if (answer.Response.IsWhole && !(_answers.TryGet(question, out var kept) && kept.IsNewerThan(answer)))
        {
            // Packed for clients that accept it, it takes less than once more.
            _answers.Set(question, answer, (2L * answer.Response.Body.Length) + question.Size);
        }

        return answer;
    }

    // What follows is not short, and others wait for the version on the same thread.
    private static async ValueTask<IDataState?> NowAsync(DataVersion version, CancellationToken cancellationToken) =>
        await version.CurrentAsync(cancellationToken).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    private static bool AreVariablesLong(JsonElement variables) =>
        variables.ValueKind != JsonValueKind.Undefined && JsonMarshal.GetRawUtf8Value(variables).Length > MaxVariablesBytes;

    private sealed record RecentState(DataState State, long AskedAt);

    // What an answer depends on besides the data: the request, word for word, what it may read, and the day, as values count days up to it.
    private readonly record struct Question(
        string Query, string? OperationName, string Variables,
        bool AllowMutations, CostReporting Cost, string PathBase, Restriction Reads, DateOnly Day)
    {
        // What an entry costs besides what it holds, roughly.
        private const int Overhead = 250;

        public long Size => Overhead + (2L * (Query.Length + (OperationName?.Length ?? 0) + Variables.Length + PathBase.Length));

        public static Question Of(GraphRequest request, DateOnly day) => new(
            request.Query!, request.OperationName,
            request.Variables.ValueKind is JsonValueKind.Undefined ? "" : request.Variables.GetRawText(),
            request.AllowMutations, request.Cost, request.PathBase, request.Reads, day);
    }

    // An answer, and the last state of the data in which it is known to be true.
    private sealed class KeptAnswer(GraphResponse response, long number)
    {
        private long _number = number;

        public GraphResponse Response => response;

        public bool IsNewerThan(KeptAnswer other) => Volatile.Read(ref _number) > Volatile.Read(ref other._number);

        // A request that read the state a moment earlier may get the newer answer.
        public bool IsTrueIn(DataState state)
        {
            var number = Volatile.Read(ref _number);
            if (state.Number > number && response.Tables is { } tables && state.AreUnwritten(tables, number))
            {
                // The next look is shorter. Where two look at once, the lower number is right as well.
                Volatile.Write(ref _number, number = state.Number);
            }

            return state.Number <= number;
        }
    }
}
