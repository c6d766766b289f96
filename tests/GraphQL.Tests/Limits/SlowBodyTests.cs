using System.Net;
using IndhCoops.Databases;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Limits;

/// <summary>Bodies that come slowly, or not to their end.</summary>
public sealed class SlowBodyTests
{
    private const string Query = """{"query":"{ a }"}""";

    [Fact]
    public async Task A_body_that_has_not_arrived_keeps_nobody_from_being_answered()
    {
        // One may wait: a client has its answer a moment before the place is free.
        await using var server = await HttpServer.StartAsync(
            ("RequestLimits:MaxConcurrent", "1"), ("RequestLimits:MaxWaiting", "1"), ("RequestLimits:BodyTimeout", "01:00:00"));
        var slow = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SlowClient.BeginAsync(server.Client.BaseAddress!, "/graphql")));

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Query)).StatusCode);
        }

        await slow[0].SendAsync(new string(' ', SlowClient.Announced - Query.Length - 1) + Query);
        Assert.StartsWith("HTTP/1.1 200", await slow[0].AnswerAsync(), StringComparison.Ordinal);
        foreach (var client in slow)
        {
            client.Dispose();
        }
    }

    [Fact]
    public async Task A_body_has_a_time_in_all_however_steadily_it_comes()
    {
        await using var server = await HttpServer.StartAsync(("RequestLimits:BodyTimeout", "00:00:01"));
        using var slow = await SlowClient.BeginAsync(server.Client.BaseAddress!, "/graphql");

        var answer = await slow.DripAsync();

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("did not arrive within `00:00:01`", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RequestLimits:MaxSlowBodiesPerClient", "429")]
    [InlineData("RequestLimits:MaxSlowBodies", "503")]
    public async Task Only_some_slow_bodies_are_awaited_at_once(string limit, string status)
    {
        await using var server = await HttpServer.StartAsync((limit, "2"), ("RequestLimits:BodyTimeout", "01:00:00"));
        var slow = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SlowClient.BeginAsync(server.Client.BaseAddress!, "/graphql")));
        var answers = slow.Select(client => client.AnswerAsync()).ToList();

        for (var refused = 0; refused < 2; refused++)
        {
            var first = await Task.WhenAny(answers).WithPatienceAsync("no body is refused", TestContext.Current.CancellationToken);
            answers.Remove(first);
            Assert.StartsWith($"HTTP/1.1 {status}", await first, StringComparison.Ordinal);
            Assert.Contains("Retry-After: 1", await first, StringComparison.Ordinal);
        }

        Assert.All(answers, answer => Assert.False(answer.IsCompleted));
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Query)).StatusCode);
        foreach (var client in slow)
        {
            client.Dispose();
        }
    }

    [Fact]
    public async Task All_bodies_together_hold_no_more_than_is_set_and_a_usual_query_finds_room()
    {
        await using var server = await HttpServer.StartAsync(
            ("RequestLimits:MaxBodyBytes", "1048576"), ("GraphHttp:MaxRequestSize", "600000"), ("RequestLimits:BodyTimeout", "01:00:00"));
        using var first = await SlowClient.BeginAsync(server.Client.BaseAddress!, "/graphql", announced: 600_000);
        using var second = await SlowClient.BeginAsync(server.Client.BaseAddress!, "/graphql", announced: 600_000);
        using var third = await SlowClient.BeginAsync(server.Client.BaseAddress!, "/graphql", announced: 600_000);

        var answers = new[] { first, second, third }.Select(client => client.SendAndReadAsync(new string(' ', 599_000))).ToList();
        var refused = await await Task.WhenAny(answers).WithPatienceAsync("no body is refused", TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 503", refused, StringComparison.Ordinal);
        Assert.Contains("as many request bodies as it can", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Query)).StatusCode);
    }

    [Theory]
    [InlineData("Content-Length: 1000", false)]
    [InlineData("Content-Length: 1000", true)]
    [InlineData("Transfer-Encoding: chunked", false)]
    [InlineData("Transfer-Encoding: chunked", true)]
    public async Task A_client_that_leaves_in_the_middle_of_its_body_leaves_no_trace_in_the_log(string framing, bool resets)
    {
        var asked = 0;
        await using var server = await HttpServer.StartAsync((_, _) =>
        {
            asked++;
            return ValueTask.FromResult(new GraphResponse(GraphOutcome.Executed, HttpServer.Data));
        });
        var started = server.Log.Lines.Count;
        var client = await SlowClient.BeginAsync(server.Client.BaseAddress!, "/graphql", framing: framing);
        await client.SendAsync("5\r\n{\"que");

        client.Leave(resets);

        await server.Log.WaitForAsync(
            line => line.Contains("Connection id", StringComparison.Ordinal) && line.Contains("stopped.", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Query)).StatusCode);
        Assert.Equal(1, asked);
        Assert.DoesNotContain(
            server.Log.Lines.Skip(started),
            line =>
                line.Contains("Error: ", StringComparison.Ordinal) || line.Contains("Warning: ", StringComparison.Ordinal) || line.Contains(
                    "Critical: ", StringComparison.Ordinal));
    }
}
