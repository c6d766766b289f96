using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class RequestLimitTests
{
    private const string Query = """{"query":"{ a }"}""";

    [Fact]
    public async Task Some_run_some_wait_and_the_rest_are_told_to_come_back()
    {
        var (running, isFull, finish) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await HttpServer.StartAsync(
            async (_, _) =>
            {
                if (Interlocked.Increment(ref running) == 2)
                {
                    isFull.SetResult();
                }

                await finish.Task;
                return new GraphResponse(GraphOutcome.Executed, HttpServer.Data);
            },
            ("RequestLimits:MaxConcurrent", "2"),
            ("RequestLimits:MaxWaiting", "3"));

        var asked = Enumerable.Range(0, 8).Select(_ => server.PostAsync(Query)).ToList();
        var refused = new List<HttpResponseMessage>();
        var pending = asked.ToList();
        while (refused.Count < 3)
        {
            var first = await Task.WhenAny(pending).WithPatienceAsync("no request is answered", TestContext.Current.CancellationToken);
            pending.Remove(first);
            refused.Add(await first);
        }

        await isFull.Task.WithPatienceAsync("no two requests run at once", TestContext.Current.CancellationToken);
        Assert.Equal(2, running);
        foreach (var response in refused)
        {
            Assert.Equal(
                (HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
            Assert.Contains(
                "as many requests",
                (string?)JsonNode.Parse(await HttpAssertions.TextAsync(response))!["errors"]![0]!["message"],
                StringComparison.Ordinal);
        }

        finish.SetResult();
        foreach (var response in await Task.WhenAll(pending))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(5, running);
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var server = await HttpServer.StartAsync(("RequestLimits:PerClient", "3"), ("RequestLimits:Window", "00:10:00"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Query)).StatusCode);
        }

        var refused = await server.PostAsync(Query);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
        Assert.Contains("too often", await HttpAssertions.TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, (await server.GetAsync("/broken")).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_origin_can_read_that_it_asks_too_often_and_its_preflights_are_not_counted()
    {
        await using var server = await HttpServer.StartAsync(
            ("RequestLimits:PerClient", "1"),
            ("RequestLimits:Window", "00:10:00"),
            ("GraphHttp:AllowedOrigins:0", "https://dashboards.example"));
        HttpRequestMessage From(HttpMethod method)
        {
            var request = new HttpRequestMessage(method, "/graphql?query=%7Ba%7D");
            request.Headers.Add("Origin", "https://dashboards.example");
            return request;
        }

        for (var i = 0; i < 3; i++)
        {
            var preflight = From(HttpMethod.Options);
            preflight.Headers.Add("Access-Control-Request-Method", "POST");
            Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(preflight)).StatusCode);
        }

        var answered = await server.SendAsync(From(HttpMethod.Get));
        var refused = await server.SendAsync(From(HttpMethod.Get));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (answered.StatusCode, refused.StatusCode));
        Assert.Equal("https://dashboards.example", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Retry-After", refused.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_counted_unless_it_is_set()
    {
        await using var server = await HttpServer.StartAsync();
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Query)).StatusCode);
        }
    }
}
