using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Telemetry;

namespace IndhCoops.GraphQL.Tests.Limits;

/// <summary>The real server as a process that may hold 400 files open.</summary>
public abstract class FloodedServer(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    internal ObservedProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind, CancellationToken.None);
        Process = await ObservedProcess.StartWithFilesAsync(
            _database, 400, new KeyValuePair<string, string?>("INDHCOOPS_RequestLimits__BodyTimeout", "00:00:02"));
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class FloodedOnSqlite() : FloodedServer(DatabaseKind.Sqlite);

public sealed class FloodedOnPostgres() : FloodedServer(DatabaseKind.PostgreSql);

/// <summary>Under floods whoever behaves is answered.</summary>
public abstract class FloodTests(FloodedServer flooded)
{
    private readonly ObservedProcess _server = flooded.Process;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Uri Address => _server.Client.BaseAddress!;

    [Fact]
    public async Task Idle_connections_beyond_what_the_process_can_hold_make_way()
    {
        Assert.Contains(
            "At most 24 connections are held and 6 requests answered at once; this process may hold 400 files",
            _server.Output,
            StringComparison.Ordinal);

        var idle = await OpenAsync(500, "");
        await AssertIsWellAsync();
        var half = await OpenAsync(100, "GET /graphql HTTP/1.1\r\nHost: he");
        await AssertIsWellAsync();

        await AssertClosedAsync(idle.Concat(half), 550);
        Assert.Contains("as many as there may be", _server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_bodies_make_way_wherever_they_are_sent()
    {
        string[] paths = ["/graphql", "/graphql/table.csv", "/graphql/persisted/by-region", "/graphql/persisted/by-region.csv"];

        // More than there are connections; where one ends, another begins.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var slow = Enumerable.Range(0, 40).Select(async i =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var client = await SlowClient.BeginAsync(Address, paths[i % paths.Length]);
                    await client.DripAsync();
                }
                catch (Exception exception) when (exception is IOException or SocketException)
                {
                    // It had to make way.
                }

                await Task.Delay(100, Cancelled);
            }
        }).ToList();

        for (var i = 0; i < 10; i++)
        {
            await AssertIsWellAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(slow);
    }

    [Fact]
    public async Task Requests_that_are_too_large_cost_no_memory()
    {
        var requests = Hostile().Select(body => Encoding.UTF8.GetBytes(body)).ToList();
        await AskAllAsync(requests);
        var before = Resident();

        for (var i = 0; i < 5; i++)
        {
            await AskAllAsync(requests);
        }

        // One of the first kind alone took 400 MB and more.
        Assert.InRange(Resident() - before, long.MinValue, 100_000_000);
    }

    [Fact]
    public async Task Reports_and_health_are_within_the_limits_and_whether_the_process_lives_is_always_said()
    {
        using var many = new HttpClient { BaseAddress = Address, Timeout = Patience.Limit };
        var asked = Enumerable.Range(0, 300)
            .Select(i => StatusAsync(many, i % 2 == 0 ? "/reports/monthly/2024-06/1/x/balances.csv" : "/health/ready"))
            .ToList();

        // With 24 connections for 300 clients, on a machine that is busy with other tests, one attempt may come to nothing.
        using var probe = new HttpClient { BaseAddress = Address, Timeout = Patience.Limit };
        HttpStatusCode? live = null;
        for (var attempts = 0; attempts < 20 && live is null; attempts++)
        {
            live = await StatusAsync(probe, "/health/live");
        }

        Assert.Equal(HttpStatusCode.OK, live);
        Assert.All(
            await Task.WhenAll(asked),
            status => Assert.Contains(
                status, new HttpStatusCode?[] { HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.ServiceUnavailable, null }));
    }

    // Where all connections are busy a new one may be closed; nobody is told that the server failed.
    private static async Task<HttpStatusCode?> StatusAsync(HttpClient client, string path)
    {
        try
        {
            using var answer = await client.GetAsync(path, Cancelled);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Hostile()
    {
        yield return Body(
            "query($x: [Decimal!]) { grants(where: { amount: { in: $x } }) { totalCount } }", $$"""{"x":[{{Repeat("1,", 1_000_000)}}1]}""");
        yield return Body(
            "query($x: [Decimal!]) { grants(where: { amount: { in: $x } }) { totalCount } }", $$"""{"x":[{{Repeat("1,", 400_000)}}1]}""");
        yield return Body(
            "query($x: GrantFilterInput) { grants(where: $x) { totalCount } }", "{\"x\":{\"and\":[" + Repeat("{},", 300_000) + "{}]}}");
        yield return Body(
            "query($x: GrantFilterInput) { grants(where: $x) { totalCount } }",
            "{\"x\":" + Repeat("{\"and\":[", 60_000) + Repeat("]}", 60_000) + "}");
        yield return Body("{ __typename }", $$"""{"x":"{{Repeat("x", 900_000)}}"}""");
        yield return Body($"{{ grants(where: {{ and: [{Repeat("{},", 80_000)}] }}) {{ totalCount }} }}", "{}");
        yield return Body($"{{ {Repeat("x", 250_000)} }}", "{}");
        yield return $$"""{"query":"{ __typename }","operationName":"{{Repeat("x", 900_000)}}"}""";
    }

    private static string Body(string query, string variables) => $"{{\"query\":\"{query}\",\"variables\":{variables}}}";

    private static string Repeat(string part, int count) => new StringBuilder().Insert(0, part, count).ToString();

    private async Task AskAllAsync(IEnumerable<byte[]> bodies)
    {
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var answer = await _server.Client.PostAsync("/graphql", content, Cancelled);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True(answer.Content.Headers.ContentLength < 1_000);
        }
    }

    // By connections of its own, as a new client comes.
    private async Task AssertIsWellAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = Patience.Limit };
        using var content = new StringContent(
            """{"query":"{ regions(first: 1) { nodes { code } } }"}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/graphql", content, Cancelled);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).RootElement;
        Assert.Equal(1, body.GetProperty("data").GetProperty("regions").GetProperty("nodes").GetArrayLength());
        Assert.Equal("live", await client.GetStringAsync("/health/live", Cancelled));
        Assert.StartsWith("ready", await client.GetStringAsync("/health/ready", Cancelled), StringComparison.Ordinal);
    }

    private async Task<List<TcpClient>> OpenAsync(int count, string begin)
    {
        var clients = new List<TcpClient>();
        for (var i = 0; i < count; i++)
        {
            var client = new TcpClient();
            clients.Add(client);
            await client.ConnectAsync("127.0.0.1", Address.Port, Cancelled);
            try
            {
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(begin), Cancelled);
            }
            catch (IOException)
            {
                // Closed for the next already.
            }
        }

        return clients;
    }

    private static async Task AssertClosedAsync(IEnumerable<TcpClient> clients, int least)
    {
        var all = clients.ToList();
        await WaitUntilAsync(() => all.Count(client => client.Client.Poll(0, SelectMode.SelectRead)) >= least);
        all.ForEach(client => client.Dispose());
    }

    private static async Task WaitUntilAsync(Func<bool> isSo)
    {
        for (var waited = Stopwatch.StartNew(); !isSo(); await Task.Delay(50, Cancelled))
        {
            Assert.True(waited.Elapsed < Patience.Limit, "It did not come to that.");
        }
    }

    private long Resident()
    {
        using var process = Process.GetProcessById(_server.Id);
        return process.WorkingSet64;
    }
}

public sealed class FloodsOnSqlite(FloodedOnSqlite flooded) : FloodTests(flooded), IClassFixture<FloodedOnSqlite>;

public sealed class FloodsOnPostgres(FloodedOnPostgres flooded) : FloodTests(flooded), IClassFixture<FloodedOnPostgres>;
