using System.Net;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndhCoops.GraphQL.Tests.Limits;

/// <summary>One client takes all that it can get; others and probes are answered.</summary>
public sealed class CrowdTests
{
    private static readonly DatabaseOptions Nowhere =
        DatabaseOptions.SqliteFile(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}", "none.db"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_client_finds_a_place_among_the_many_requests_of_one()
    {
        var (running, isFull, finish) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = await TestServer.StartAsync(
            Nowhere,
            [("RequestLimits:MaxConcurrent", "16"), ("RequestLimits:MaxWaiting", "5"), ("Proxies:Addresses:0", "127.0.0.1")],
            map: app => app.MapGet("/held", async () =>
            {
                if (Interlocked.Increment(ref running) == 3)
                {
                    isFull.SetResult();
                }

                await finish.Task;
            }));
        using var client = new HttpClient { BaseAddress = app.Address() };
        var many = Enumerable.Range(0, 20).Select(_ => AskAsync(client, "/held", "192.0.2.1")).ToList();
        await isFull.Task.WithPatienceAsync("one client does not get three places", Cancelled);

        var other = await AskAsync(client, "/robots.txt", "192.0.2.2");

        finish.SetResult();
        Assert.Equal(HttpStatusCode.OK, other);
        Assert.Equal(9, (await Task.WhenAll(many)).Count(status => status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Probes_wait_for_no_place()
    {
        var (isHeld, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Cancelled);
        await using var app = await TestServer.StartAsync(
            database.Options,
            [("RequestLimits:MaxConcurrent", "1"), ("RequestLimits:MaxWaiting", "0")],
            map: app => app.MapGet("/held", async () =>
            {
                isHeld.SetResult();
                await finish.Task;
            }));
        using var client = new HttpClient { BaseAddress = app.Address() };
        var held = AskAsync(client, "/held");
        await isHeld.Task.WithPatienceAsync("the place is not taken", Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(client, "/robots.txt"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, "/health"));

        finish.SetResult();
        Assert.Equal(HttpStatusCode.OK, await held);
    }

    [Fact]
    public async Task Probes_that_come_at_once_ask_the_database_one_after_the_other()
    {
        var probe = new CountedProbe();
        await using var app = await TestServer.StartAsync(
            Nowhere, [], builder => builder.Services.AddSingleton<DatabaseProbe>(probe));
        using var client = new HttpClient { BaseAddress = app.Address() };
        var asked = Enumerable.Range(0, 40).Select(i => AskAsync(client, i % 2 == 0 ? "/health/ready" : "/health")).ToList();
        await probe.Begun.WithPatienceAsync("no probe asks the database", Cancelled);

        probe.Answer();

        Assert.All(await Task.WhenAll(asked), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, probe.MostAtOnce);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string path, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        using var answer = await client.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private sealed class CountedProbe : DatabaseProbe
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _gate = new();
        private int _now;

        public Task Begun => _begun.Task;

        public int MostAtOnce { get; private set; }

        public void Answer() => _answer.SetResult();

        public override async Task<HealthCheckResult> LookAsync(CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++_now);
            }

            _begun.TrySetResult();
            await _answer.Task;
            lock (_gate)
            {
                _now--;
            }

            return HealthCheckResult.Healthy(Ready);
        }
    }
}
