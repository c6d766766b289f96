using System.Diagnostics.Metrics;
using System.Text;
using IndhCoops.Databases;
using IndhCoops.GraphQL.Answers;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Answers;

/// <summary>What happens when the same is asked at once, and what is kept.</summary>
public sealed class AnswerCacheTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Version _version = new();
    private int _asked;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_question_at_the_same_time_is_answered_once()
    {
        var release = new TaskCompletionSource();
        var cache = Cache(async _ =>
        {
            await release.Task;
            return Answer("1");
        });
        var all = Enumerable.Range(0, 20).Select(_ => cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled).AsTask()).ToList();
        release.SetResult();
        var answers = await Task.WhenAll(all);
        Assert.All(answers, answer => Assert.Same(answers[0], answer));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task An_answer_is_not_kept_beyond_its_day()
    {
        var clock = new DayClock { Now = new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero) };
        var cache = Cache(_ => new(Answer("1")), clock: clock);
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        Assert.Equal(1, _asked);

        clock.Now += TimeSpan.FromHours(3);
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);

        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Who_is_long_about_a_large_answer_holds_up_nobody_else_who_waited_for_it()
    {
        var release = new TaskCompletionSource();
        var cache = Cache(async _ =>
        {
            await release.Task;
            return Answer(new string('x', 100_000));
        });
        using var bothAreHere = new Barrier(2);
        async Task UseAsync()
        {
            await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
            Assert.True(bothAreHere.SignalAndWait(Patience.Limit, Cancelled));
        }

        var all = new[] { UseAsync(), UseAsync() };
        release.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Who_leaves_takes_the_answer_from_nobody_and_the_last_one_ends_the_work()
    {
        var release = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var cache = Cache(async cancellation =>
        {
            cancellation.Register(ended.SetResult);
            await release.Task.WaitAsync(cancellation);
            return Answer("1");
        });
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var left = cache.ExecuteAsync(new GraphRequest("{ a }"), first.Token).AsTask();
        var stayed = cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled).AsTask();
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        release.SetResult();
        Assert.Equal("1", Encoding.UTF8.GetString((await stayed).Body.Span));

        release = new TaskCompletionSource();
        ended = new TaskCompletionSource();
        var alone = cache.ExecuteAsync(new GraphRequest("{ b }"), second.Token).AsTask();
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        await ended.Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task Questions_that_differ_in_anything_have_answers_of_their_own()
    {
        var cache = Cache(_ => ValueTask.FromResult(Answer($"{_asked}")));
        GraphRequest[] requests =
        [
            new("{ a }"), new("{ b }"), new("{ a }", "X"), new("{ a }") { AllowMutations = false },
            new("{ a }", null, System.Text.Json.JsonElement.Parse("""{"n":1}""")),
            new("{ a }", null, System.Text.Json.JsonElement.Parse("""{"n":2}""")),
        ];
        foreach (var request in requests.Concat(requests))
        {
            await cache.ExecuteAsync(request, Cancelled);
        }

        Assert.Equal(requests.Length, _asked);
    }

    [Fact]
    public async Task Answers_are_kept_within_bounds_and_what_was_not_used_goes_first()
    {
        var cache = Cache(_ => ValueTask.FromResult(Answer(new string('x', 400))), maxBytes: 5_000);
        for (var i = 0; i < 10; i++)
        {
            await cache.ExecuteAsync(new GraphRequest("{ kept }"), Cancelled);
            await cache.ExecuteAsync(new GraphRequest($"{{ a{i} }}"), Cancelled);
        }

        Assert.Equal(11, _asked);
        await cache.ExecuteAsync(new GraphRequest("{ a9 }"), Cancelled);
        Assert.Equal(11, _asked);
        await cache.ExecuteAsync(new GraphRequest("{ a0 }"), Cancelled);
        Assert.Equal(12, _asked);
    }

    [Fact]
    public async Task Nothing_is_kept_while_the_version_is_unknown_and_all_is_forgotten_when_it_changes()
    {
        var cache = Cache(_ => ValueTask.FromResult(Answer("1")));
        _version.Number = null;
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        Assert.Equal(2, _asked);
        _version.Number = 5;
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        Assert.Equal(3, _asked);
        _version.Number = 6;
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task Refusals_are_not_kept()
    {
        var cache = Cache(_ => ValueTask.FromResult(GraphResponse.FromErrors(GraphOutcome.Refused, new GraphError("No."))));
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        await cache.ExecuteAsync(new GraphRequest("{ a }"), Cancelled);
        Assert.Equal(2, _asked);
    }

    public async ValueTask DisposeAsync()
    {
        await _version.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static GraphResponse Answer(string body) => new(GraphOutcome.Executed, Encoding.UTF8.GetBytes(body));

    private AnswerCache Cache(
        Func<CancellationToken, ValueTask<GraphResponse>> graph, long maxBytes = 1_000_000, TimeProvider? clock = null)
    {
        GraphHandler handler = (_, cancellation) =>
        {
            Interlocked.Increment(ref _asked);
            return graph(cancellation);
        };
        return new AnswerCache(
            handler,
            _version,
            Options.Create(new AnswerOptions { MaxBytes = maxBytes }),
            new GraphMetrics(_services.GetRequiredService<IMeterFactory>()),
            clock ?? TimeProvider.System);
    }

    private sealed class DayClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Version() : DataVersion([], NullLogger.Instance)
    {
        public long? Number { get; set; } = 1;

        public override ValueTask<DataState?> CurrentAsync(CancellationToken cancellationToken) =>
            new(Number is { } number ? DataState.First(number, []) : null);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
