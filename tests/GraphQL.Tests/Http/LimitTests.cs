using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using IndhCoops.Databases;
using IndhCoops.GraphQL.Engine.Requests;

namespace IndhCoops.GraphQL.Tests.Http;

public sealed class LimitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_refused_whether_its_length_is_announced_or_not(bool announced)
    {
        await using var server = await HttpServer.StartAsync(("GraphHttp:MaxRequestSize", "100"));
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent($$"""{"query":"{{new string(' ', 100)}}"}""", MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.TransferEncodingChunked = !announced;

        var error = await HttpAssertions.RefusedAsync(await server.SendAsync(request), HttpStatusCode.BadRequest, "HC0010");

        Assert.Equal("Max GraphQL request size reached.", error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(0, true, HttpStatusCode.OK)]
    [InlineData(0, false, HttpStatusCode.OK)]
    [InlineData(1, true, HttpStatusCode.BadRequest)]
    [InlineData(1, false, HttpStatusCode.BadRequest)]
    [InlineData(3_000_000, true, HttpStatusCode.BadRequest)]
    [InlineData(3_000_000, false, HttpStatusCode.BadRequest)]
    public async Task The_limit_is_a_mebibyte_unless_configured(int more, bool announced, HttpStatusCode status)
    {
        await using var server = await HttpServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(
                """{"query":"{ a }"}""".PadRight((1024 * 1024) + more), MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.TransferEncodingChunked = !announced;

        Assert.Equal(status, (await server.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nno chunk\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFF\r\n")]
    public async Task A_body_that_is_broken_HTTP_gets_a_clear_error_of_its_own(string rest)
    {
        await using var server = await HttpServer.StartAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", server.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();

        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n{rest}"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"HC0009\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("Error:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_cancelled()
    {
        await using var server = await HttpServer.StartAsync(
            async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException();
            },
            ("GraphHttp:RequestTimeout", "00:00:00.250"));

        var error = await HttpAssertions.RefusedAsync(
            await server.PostAsync("""{"query":"{ a }"}"""), HttpStatusCode.InternalServerError, "HC0045");

        Assert.Equal("The request exceeded the configured timeout of `00:00:00.2500000`.", error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("text/event-stream")]
    public async Task A_client_that_leaves_cancels_its_request(string accept)
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = await HttpServer.StartAsync(async (_, cancellationToken) =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                cancelled.SetResult();
            }

            return new GraphResponse(GraphOutcome.Executed, HttpServer.Data);
        });
        using var leaving = new CancellationTokenSource();

        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent("""{"query":"{ a }"}""", MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.Accept.ParseAdd(accept);

        var asking = server.Client.SendAsync(request, leaving.Token);
        await started.Task.WithPatienceAsync("the request has not begun", TestContext.Current.CancellationToken);
        await leaving.CancelAsync();

        await cancelled.Task.WithPatienceAsync("the request is not cancelled", TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("Error:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GraphHttp:MaxRequestSize", "0")]
    [InlineData("GraphHttp:RequestTimeout", "00:00:00")]
    [InlineData("GraphHttp:RequestTimeout", "100.00:00:00")]
    [InlineData("GraphHttp:AllowedOrigins:0", "https://example.org/path")]
    [InlineData("GraphHttp:AllowedOrigins:0", "example.org")]
    public async Task Settings_that_cannot_work_keep_the_server_from_starting(string key, string value)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => HttpServer.StartAsync((key, value)));

        Assert.Contains(key.Split(':')[1], failure.Message, StringComparison.Ordinal);
    }
}
