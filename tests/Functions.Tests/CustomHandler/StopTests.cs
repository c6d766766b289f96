using System.Net;
using System.Text.Json;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests.CustomHandler;

/// <summary>The rows 'time-out' and 'stop' of what the Functions host asks.</summary>
public sealed class StopTests
{
    private readonly TaskCompletionSource _running = new();
    private readonly TaskCompletionSource _cancelled = new();

    [Fact]
    public async Task Work_stops_when_the_host_hangs_up()
    {
        await using var host = await PlayedHost.StartAsync(UntilCancelledAsync);
        using var timeout = new CancellationTokenSource();
        var invocation = host.InvokeAsync(TimerBody.Usual, cancellationToken: timeout.Token);
        await _running.Task.WithPatienceAsync("the function does not run");

        await timeout.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        await _cancelled.Task.WithPatienceAsync("the function was not cancelled");
        await host.Log.WaitForAsync($"Warning: Scripted, invocation {PlayedHost.InvocationId}, was cancelled");
    }

    [Fact]
    public async Task Work_in_flight_is_cancelled_and_answered_when_the_app_stops()
    {
        await using var host = await PlayedHost.StartAsync(UntilCancelledAsync);
        var invocation = host.InvokeAsync(TimerBody.Usual);
        await _running.Task.WithPatienceAsync("the function does not run");

        await host.StopAsync();

        using var answer = await invocation;
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Scripted was cancelled; it is finished by its next run.", body.GetProperty("Error").GetString());
    }

    private async Task<FunctionOutcome> UntilCancelledAsync(FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken)
    {
        _running.SetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            _cancelled.SetResult();
        }

        return new FunctionOutcome([]);
    }
}
