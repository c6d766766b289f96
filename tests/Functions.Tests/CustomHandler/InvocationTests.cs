using System.Net;
using System.Text.Json;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests.CustomHandler;

/// <summary>The rows 'invoke', 'timer body', 'retry', 'answer' and 'logs' of what the Functions host asks.</summary>
public sealed class InvocationTests
{
    private static readonly Script TwoLines = (_, _, _) => Task.FromResult(new FunctionOutcome(["2024-05: 12 provinces", "2024-06: 13 provinces"]));

    public static TheoryData<string> AllBodies => [TimerBody.Usual, TimerBody.WithoutStatus, TimerBody.AsString, TimerBody.SecondRetry, .. TimerBody.Odd];

    [Theory]
    [MemberData(nameof(AllBodies))]
    public async Task Whatever_the_body_the_function_does_what_is_due_and_its_lines_are_the_answers_logs(string body)
    {
        FunctionRequest? asked = null;
        await using var host = await PlayedHost.StartAsync((request, progress, cancellationToken) =>
        {
            asked = request;
            return TwoLines(request, progress, cancellationToken);
        });

        using var answer = await host.InvokeAsync(body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"Outputs":{},"Logs":["2024-05: 12 provinces","2024-06: 13 provinces"],"ReturnValue":null}""", await BodyAsync(answer));
        Assert.Equal(new FunctionRequest(null, null), asked);
    }

    [Theory]
    [InlineData(TimerBody.Usual, "IsPastDue = True, Last = 2024-06-01T02:00:00Z, Retry = 0")]
    [InlineData(TimerBody.AsString, "IsPastDue = True, Last = 2024-06-01T02:00:00Z, Retry = 0")]
    [InlineData(TimerBody.WithoutStatus, "IsPastDue = False, Last = , Retry = 0")]
    [InlineData(TimerBody.SecondRetry, "Retry = 2, MaxRetries = 5")]
    [InlineData(TimerBody.SecondRetryAsString, "Retry = 2, MaxRetries = 5")]
    public async Task The_log_shows_the_invocation_with_what_the_host_told(string body, string told)
    {
        await using var host = await PlayedHost.StartAsync(TwoLines);

        using var answer = await host.InvokeAsync(body);

        var line = await host.Log.WaitForAsync($"Scripted is invoked by {PlayedHost.InvocationId}");
        Assert.Contains(told, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_are_logged_with_the_invocation()
    {
        await using var host = await PlayedHost.StartAsync((request, progress, cancellationToken) =>
        {
            progress.Report(new FunctionProgress("striking balances", 1, 2));
            progress.Report(new FunctionProgress("striking balances", 2, 2));
            return TwoLines(request, progress, cancellationToken);
        });

        using var answer = await host.InvokeAsync(TimerBody.Usual);

        Assert.Single(host.Log.Lines, line => line.Contains($"Scripted, invocation {PlayedHost.InvocationId}: striking balances", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_a_500_with_an_object_that_names_the_cause_and_no_secret()
    {
        await using var host = await PlayedHost.StartAsync((_, _, _) =>
            throw new InvalidOperationException("Password=hunter2", new TimeoutException("AccountKey=hunter2")));

        using var answer = await host.InvokeAsync(TimerBody.Usual);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var body = JsonElement.Parse(await BodyAsync(answer));
        Assert.Equal("Scripted failed: InvalidOperationException, from TimeoutException. The log has more under this invocation's id.", body.GetProperty("Error").GetString());
        Assert.Equal(PlayedHost.InvocationId, body.GetProperty("InvocationId").GetString());
        Assert.Contains("hunter2", await host.Log.WaitForAsync($"Error: Scripted, invocation {PlayedHost.InvocationId}, failed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_ready_is_a_failure_that_says_what_to_do()
    {
        await using var host = await PlayedHost.StartAsync((_, _, _) => throw new DatabaseNotReadyException("The database has no tables yet. Start the server."));

        using var answer = await host.InvokeAsync(TimerBody.Usual);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(
            "Scripted failed: The database has no tables yet. Start the server. The log has more under this invocation's id.",
            JsonElement.Parse(await BodyAsync(answer)).GetProperty("Error").GetString());
    }

    [Fact]
    public async Task A_failure_does_not_keep_the_next_invocation_from_working()
    {
        var tries = 0;
        await using var host = await PlayedHost.StartAsync((request, progress, cancellationToken) =>
            tries++ == 0 ? throw new TimeoutException() : TwoLines(request, progress, cancellationToken));

        using var failed = await host.InvokeAsync(TimerBody.Usual);
        using var retried = await host.InvokeAsync(TimerBody.SecondRetry);

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (failed.StatusCode, retried.StatusCode));
    }

    [Theory]
    [InlineData("Unknown")]
    [InlineData("Scripted/more")]
    public async Task An_unknown_function_is_a_404_with_an_object(string name)
    {
        await using var host = await PlayedHost.StartAsync(TwoLines);

        using var answer = await host.InvokeAsync(TimerBody.Usual, name);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(name, JsonElement.Parse(await BodyAsync(answer)).GetProperty("Error").GetString(), StringComparison.Ordinal);
    }

    private static Task<string> BodyAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
