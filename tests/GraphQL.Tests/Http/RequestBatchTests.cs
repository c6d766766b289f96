using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Hosting.Requests;

namespace IndhCoops.GraphQL.Tests.Http;

/// <summary>Several requests in one body.</summary>
public sealed class RequestBatchTests
{
    private const string Batch = """[{"query":"{ a }"},{"query":"{ b }","variables":{"n":1}}]""";
    private const string List = """[{"requestIndex":0,"data":"{ a }"},{"requestIndex":1,"data":"{ b }"}]""";

    [Theory]
    [InlineData("application/json", HttpAssertions.Json)]
    [InlineData("application/json, */*", HttpAssertions.Json)]
    [InlineData("application/graphql-response+json", HttpAssertions.GraphQLResponse)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", HttpAssertions.GraphQLResponse)]
    public async Task As_JSON_the_results_are_a_list(string accept, string contentType)
    {
        await using var server = await StartAsync();

        using var response = await server.PostAsync(Batch, accept);

        Assert.Equal((HttpStatusCode.OK, contentType), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(List.Length, response.Content.Headers.ContentLength);
        Assert.Equal(List, await HttpAssertions.TextAsync(response));
    }

    [Theory]
    [InlineData("application/jsonl", "application/jsonl; charset=utf-8", "{0}\n{1}\n")]
    [InlineData(
        "application/json;q=0.1, application/graphql-response+jsonl", "application/graphql-response+jsonl; charset=utf-8",
        "{0}\n{1}\n")]
    [InlineData(
        "text/event-stream", "text/event-stream; charset=utf-8",
        "event: next\ndata: {0}\n\nevent: next\ndata: {1}\n\nevent: complete\n\n")]
    [InlineData(
        "*/*",
        "multipart/mixed; boundary=\"-\"",
        "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{0}\r\n---\r\nContent-Type: application/json; "
            + "charset=utf-8\r\n\r\n{1}\r\n-----\r\n")]
    [InlineData(
        null,
        "multipart/mixed; boundary=\"-\"",
        "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{0}\r\n---\r\nContent-Type: application/json; "
            + "charset=utf-8\r\n\r\n{1}\r\n-----\r\n")]
    public async Task In_a_stream_each_result_stands_by_itself(string? accept, string contentType, string framed)
    {
        await using var server = await StartAsync();

        using var response = await server.PostAsync(Batch, accept);

        Assert.Equal((HttpStatusCode.OK, contentType), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(
            framed.Replace("{0}", """{"requestIndex":0,"data":"{ a }"}""", StringComparison.Ordinal).Replace(
                "{1}", """{"requestIndex":1,"data":"{ b }"}""", StringComparison.Ordinal),
            await HttpAssertions.TextAsync(response));
    }

    [Fact]
    public async Task A_line_is_sent_as_soon_as_its_result_is_there()
    {
        var isRead = new TaskCompletionSource();
        await using var server = await StartAsync(async (request, cancellationToken) =>
        {
            if (request.Query == "{ b }")
            {
                await isRead.Task.WaitAsync(cancellationToken);
            }

            return Echo(request);
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(Batch, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "application/jsonl");
        using var response = await server.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("""{"requestIndex":0,"data":"{ a }"}""", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        isRead.SetResult();
        Assert.Equal("""{"requestIndex":1,"data":"{ b }"}""", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Null(await lines.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Requests_are_answered_one_after_the_other_and_a_wrong_one_does_not_fail_the_others()
    {
        var (running, most, seen) = (0, 0, new List<string?>());
        await using var server = await StartAsync(async (request, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            seen.Add(request.Query);
            Interlocked.Decrement(ref running);
            return request.Query == "{ no }" ? GraphResponse.FromErrors(GraphOutcome.Refused, new GraphError("No.")) : Echo(request);
        });

        using var response = await server.PostAsync(
            """[{"query":"{ a }"},{"query":"{ no }"},{"query":7},"x",{"id":"unknown"},{},{"query":"{ b }","id":"x","documentId":"y"},"""
                + """{"query":"{ c }"}]""",
            "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var results = JsonNode.Parse(await HttpAssertions.TextAsync(response))!.AsArray();
        Assert.Equal(Enumerable.Range(0, 8), results.Select(result => (int)result!["requestIndex"]!));
        Assert.Equal(
            ["data { a }", "errors No.", "HC0009", "HC0009", "HC0020", "HC0013", "HC0009", "data { c }"],
            results.Select(result => result!["data"] is { } data ? $"data {data}" : (string?)result["errors"]![0]!["extensions"]?["code"]
                ?? $"errors {result["errors"]![0]!["message"]}"));
        Assert.Equal(["{ a }", "{ no }", "{ c }"], seen);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_document_is_registered_and_known_by_its_hash_within_a_batch()
    {
        await using var server = await StartAsync();
        const string hash = "2b3a5b0ad9d8c8a4b4e5e0d8b6bb8a2e0a4a4d9fc1f1f8b1b7d5e4a6d4f7c0aa";

        using var response = await server.PostAsync(
            $$$$"""[{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{{hash}}}}"}}},{"query":"{ a }"}]""", "application/json");

        var results = JsonNode.Parse(await HttpAssertions.TextAsync(response))!.AsArray();
        Assert.Equal("PersistedQueryNotFound", (string?)results[0]!["errors"]![0]!["message"]);
        Assert.Equal("{ a }", (string?)results[1]!["data"]);
    }

    [Theory]
    [InlineData("[]", "HC0009", "The GraphQL batch request has no elements.")]
    [InlineData(" [ ] ", "HC0009", "The GraphQL batch request has no elements.")]
    [InlineData("""[{"query":"{ a }"},{},{},{}]""", "HC0009", "The batch size exceeds the maximum allowed batch size of 3.")]
    [InlineData("""[{"query":"{ a }"}""", "HC0012", "Invalid JSON document.")]
    [InlineData("""[{"query":"{ a }"}]x""", "HC0012", "Invalid JSON document.")]
    [InlineData("""[{"query":"{ a }"},{"query":"\ud800"}]""", "HC0012", "Invalid JSON document.")]
    public async Task A_batch_that_is_none_is_refused_as_a_whole(string body, string code, string message)
    {
        await using var server = await StartAsync(("GraphHttp:MaxBatchSize", "3"));

        var error = await HttpAssertions.RefusedAsync(await server.PostAsync(body), HttpStatusCode.BadRequest, code);

        Assert.Equal(message, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_variables_of_all_requests_count_together()
    {
        await using var server = await StartAsync();
        var one =
            $$$"""{"query":"{ a }","variables":{"a":"""
                + $$$"""[{{{string.Join(',', Enumerable.Repeat("1", (new DocumentLimits().MaxInputElements / 2) + 10))}}}]}}""";

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync($"[{one}]", "application/json")).StatusCode);
        await HttpAssertions.RefusedAsync(await server.PostAsync($"[{one},{one}]"), HttpStatusCode.BadRequest, "HC0010");
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("image/png")]
    public async Task What_cannot_hold_several_results_is_not_acceptable(string accept)
    {
        await using var server = await StartAsync();

        await HttpAssertions.RefusedAsync(await server.PostAsync(Batch, accept), HttpStatusCode.NotAcceptable, "HC0063");
    }

    [Fact]
    public async Task Each_request_counts_for_the_limit_of_its_client()
    {
        await using var server = await StartAsync(("RequestLimits:PerClient", "5"), ("RequestLimits:Window", "00:10:00"));

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Batch)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Batch)).StatusCode);
        using var refused = await server.PostAsync(Batch);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await server.PostAsync($"[{string.Join(',', Enumerable.Repeat("""{"query":"{ a }"}""", 9))}]")).StatusCode);
    }

    [Fact]
    public async Task When_the_time_is_over_what_is_answered_stays_answered()
    {
        await using var server = await StartAsync(
            async (request, cancellationToken) =>
            {
                if (request.Query == "{ b }")
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                cancellationToken.ThrowIfCancellationRequested();
                return Echo(request);
            },
            ("GraphHttp:RequestTimeout", "00:00:00.5"));

        using var response = await server.PostAsync("""[{"query":"{ a }"},{"query":"{ b }"},{"query":"{ c }"}]""", "application/json");

        var results = JsonNode.Parse(await HttpAssertions.TextAsync(response))!.AsArray();
        Assert.Equal(["{ a }", null, null], results.Select(result => (string?)result!["data"]));
        Assert.All(results.Skip(1), result => Assert.Equal("HC0045", (string?)result!["errors"]![0]!["extensions"]!["code"]));
    }

    [Fact]
    public async Task As_it_comes_a_server_takes_no_batch()
    {
        await using var server = await HttpServer.StartAsync();

        var error = await HttpAssertions.RefusedAsync(await server.PostAsync(Batch), HttpStatusCode.BadRequest, "HC0009");

        Assert.StartsWith("Invalid GraphQL Request.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_no_bound_is_no_setting()
    {
        foreach (var size in new[] { "0", "-1", "100000" })
        {
            await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
                () => StartAsync(("GraphHttp:MaxBatchSize", size)));
        }
    }

    private static GraphResponse Echo(GraphRequest request) =>
        new(GraphOutcome.Executed, JsonSerializer.SerializeToUtf8Bytes(new { data = request.Query }));

    private static Task<HttpServer> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync((request, _) => ValueTask.FromResult(Echo(request)), settings);

    private static Task<HttpServer> StartAsync(GraphHandler handler, params (string Key, string Value)[] settings) =>
        HttpServer.StartAsync(handler, [("GraphHttp:Batching", "true"), .. settings]);
}
