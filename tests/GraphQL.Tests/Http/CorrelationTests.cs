using System.Net;
using System.Text.Json;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class CorrelationTests
{
    private const string Header = "X-Correlation-Id";

    [Theory]
    [InlineData("/graphql?query=%7Ba%7D")]
    [InlineData("/graphql")]
    [InlineData("/graphql/schema")]
    [InlineData("/graphql/nothing")]
    [InlineData("/elsewhere")]
    [InlineData("/broken")]
    public async Task Every_answer_has_an_id(string path)
    {
        await using var server = await HttpServer.StartAsync();

        var ids = new[] { await server.GetAsync(path), await server.GetAsync(path) }.Select(
            response => response.Headers.GetValues(Header).Single())
            .ToArray();

        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Theory]
    [InlineData("order-1.2:3_x", true)]
    [InlineData("a b", false)]
    [InlineData("<script>", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", false)]
    public async Task The_id_of_the_client_is_kept_if_it_is_harmless(string sent, bool kept)
    {
        await using var server = await HttpServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.TryAddWithoutValidation(Header, sent);

        var answered = (await server.SendAsync(request)).Headers.GetValues(Header).Single();

        Assert.Equal(kept, answered == sent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    public async Task A_failure_tells_the_client_its_id_and_the_log_its_details(string? accept)
    {
        await using var server = await HttpServer.StartAsync((_, _) => throw new InvalidOperationException("Host=secret"));

        var response = await server.PostAsync("""{"query":"{ a }"}""", accept);

        var id = response.Headers.GetValues(Header).Single();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(
            $$$"""{"errors":[{"message":"Unexpected Execution Error","extensions":{"correlationId":"{{{id}}}"}}]}""",
            await HttpAssertions.TextAsync(response));
        Assert.Contains(server.Log.Lines, line =>
            line.Contains("Host=secret", StringComparison.Ordinal) && line.StartsWith($"[CorrelationId:{id}]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_outside_GraphQL_has_not_its_shape()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.GetAsync("/broken");

        var problem = JsonDocument.Parse(await HttpAssertions.TextAsync(response)).RootElement;
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(500, problem.GetProperty("status").GetInt32());
        Assert.Equal(response.Headers.GetValues(Header).Single(), problem.GetProperty("correlationId").GetString());
        Assert.False(problem.TryGetProperty("errors", out _));
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/event-stream", "event: next\ndata: {", "}\n\nevent: complete\n\n")]
    [InlineData("multipart/mixed", "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{", "}\r\n-----\r\n")]
    public async Task A_failure_is_told_in_the_format_that_was_asked_for(string accept, string start, string end)
    {
        await using var server = await HttpServer.StartAsync((_, _) => throw new InvalidOperationException("Host=secret"));

        var response = await server.PostAsync("""{"query":"{ a }"}""", accept);

        var body = await HttpAssertions.TextAsync(response);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(accept, response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith(start, body, StringComparison.Ordinal);
        Assert.EndsWith(end, body, StringComparison.Ordinal);
    }
}
