using System.Net;
using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class ContentNegotiationTests
{
    private const string Query = """{"query":"{ __typename }"}""";

    [Theory]
    [InlineData(null, HttpAssertions.GraphQLResponse)]
    [InlineData("*/*", HttpAssertions.GraphQLResponse)]
    [InlineData("application/*", HttpAssertions.GraphQLResponse)]
    [InlineData("application/json, */*", HttpAssertions.GraphQLResponse)]
    [InlineData("application/json, text/plain, */*", HttpAssertions.GraphQLResponse)]
    [InlineData("application/graphql-response+json", HttpAssertions.GraphQLResponse)]
    [InlineData("application/graphql-response+json; charset=utf-8", HttpAssertions.GraphQLResponse)]
    [InlineData("APPLICATION/GraphQL-Response+JSON", HttpAssertions.GraphQLResponse)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", HttpAssertions.GraphQLResponse)]
    [InlineData(
        "multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9", HttpAssertions.GraphQLResponse)]
    [InlineData("application/json, application/graphql-response+json;q=0.5", HttpAssertions.Json)]
    [InlineData("application/json", HttpAssertions.Json)]
    [InlineData("application/json; charset=utf-8", HttpAssertions.Json)]
    [InlineData("text/html, application/json;q=0.5", HttpAssertions.Json)]
    [InlineData("application/graphql-response+json;q=0, application/json;q=0.1", HttpAssertions.Json)]
    public async Task The_accepted_format_is_sent(string? accept, string contentType)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(Query, accept);

        Assert.Equal((HttpStatusCode.OK, contentType), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(HttpServer.Data, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpServer.Data.Length, response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData(nameof(GraphOutcome.Executed), "application/graphql-response+json", HttpStatusCode.OK)]
    [InlineData(nameof(GraphOutcome.Executed), "application/json", HttpStatusCode.OK)]
    [InlineData(nameof(GraphOutcome.Refused), null, HttpStatusCode.BadRequest)]
    [InlineData(nameof(GraphOutcome.Refused), "application/graphql-response+json", HttpStatusCode.BadRequest)]
    [InlineData(nameof(GraphOutcome.Refused), "application/json", HttpStatusCode.OK)]
    [InlineData(nameof(GraphOutcome.Refused), "application/jsonl", HttpStatusCode.OK)]
    [InlineData(nameof(GraphOutcome.KindNotAllowed), "application/json", HttpStatusCode.MethodNotAllowed)]
    [InlineData(nameof(GraphOutcome.KindNotAllowed), "application/graphql-response+json", HttpStatusCode.MethodNotAllowed)]
    [InlineData(nameof(GraphOutcome.KindNotAllowed), "text/event-stream", HttpStatusCode.MethodNotAllowed)]
    [InlineData(nameof(GraphOutcome.KindNotAllowed), "multipart/mixed", HttpStatusCode.MethodNotAllowed)]
    [InlineData(nameof(GraphOutcome.TimedOut), "application/json", HttpStatusCode.InternalServerError)]
    [InlineData(nameof(GraphOutcome.TimedOut), "application/graphql-response+json", HttpStatusCode.InternalServerError)]
    public async Task The_outcome_decides_the_status(string outcome, string? accept, HttpStatusCode status)
    {
        await using var server = await HttpServer.StartAsync(Enum.Parse<GraphOutcome>(outcome));

        Assert.Equal(status, (await server.PostAsync(Query, accept)).StatusCode);
    }

    [Fact]
    public async Task An_unreadable_accept_header_is_refused()
    {
        await using var server = await HttpServer.StartAsync();

        var error = await HttpAssertions.RefusedAsync(await server.PostAsync(Query, "unsupported"), HttpStatusCode.BadRequest, "HC0064");

        Assert.Equal("Unable to parse the accept header value `unsupported`.", error.GetProperty("message").GetString());
        Assert.Equal("unsupported", error.GetProperty("extensions").GetProperty("headerValue").GetString());
    }

    [Theory]
    [InlineData("application/unsupported")]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("application/jsonl;q=0")]
    public async Task An_unknown_format_is_not_acceptable(string accept)
    {
        await using var server = await HttpServer.StartAsync();

        var error = await HttpAssertions.RefusedAsync(await server.PostAsync(Query, accept), HttpStatusCode.NotAcceptable, "HC0063");

        Assert.Equal("None of the `Accept` header values is supported.", error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/*")]
    public async Task Multipart_holds_the_response_as_its_only_part(string accept)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(Query, accept);

        Assert.Equal("multipart/mixed; boundary=\"-\"", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"data\":{\"__typename\":\"Query\"}}\r\n-----\r\n",
            await HttpAssertions.TextAsync(response));
    }

    [Theory]
    [InlineData("application/jsonl", "application/jsonl; charset=utf-8")]
    [InlineData("application/graphql-response+jsonl", "application/graphql-response+jsonl; charset=utf-8")]
    [InlineData("application/json;q=0.5, application/JSONL;q=0.9", "application/jsonl; charset=utf-8")]
    public async Task JSON_lines_hold_the_response_as_their_only_line(string accept, string contentType)
    {
        await using var server = await HttpServer.StartAsync();

        foreach (var response in new[]
        {
            await server.PostAsync(Query, accept),
            await server.GetAsync("/graphql?query=%7B__typename%7D", accept),
        })
        {
            var text = await HttpAssertions.TextAsync(response);
            Assert.Equal(
                (contentType, (long?)text.Length),
                (response.Content.Headers.ContentType?.ToString(), response.Content.Headers.ContentLength));
            Assert.Equal("{\"data\":{\"__typename\":\"Query\"}}\n", text);
        }
    }

    [Fact]
    public async Task A_refusal_is_a_line_too()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync("{", "application/jsonl");

        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/jsonl; charset=utf-8"),
            (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(
            "{\"errors\":[{\"message\":\"Invalid JSON document.\",\"extensions\":{\"code\":\"HC0012\"}}]}\n",
            await HttpAssertions.TextAsync(response));
    }

    [Fact]
    public async Task An_event_stream_holds_the_response_as_its_only_event_after_signs_of_life()
    {
        var seenAlive = new TaskCompletionSource();
        await using var server = await HttpServer.StartAsync(
            async (_, cancellationToken) =>
            {
                await seenAlive.Task.WaitAsync(cancellationToken);
                return new GraphResponse(GraphOutcome.Executed, HttpServer.Data);
            },
            ("GraphHttp:KeepAliveInterval", "00:00:00.200"));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(Query, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await server.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        // The answer is held back until the first sign of life has come.
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var sign = new byte[3];
        await stream.ReadExactlyAsync(sign, TestContext.Current.CancellationToken);
        Assert.Equal(":\n\n"u8, sign);
        seenAlive.SetResult();

        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        var text = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\nevent: complete\n\n", text, StringComparison.Ordinal);
    }
}
