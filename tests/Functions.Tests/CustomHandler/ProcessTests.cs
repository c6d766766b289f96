using System.Net;
using IndhCoops.Databases;
using IndhCoops.Functions.Tests.CommandLine;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests.CustomHandler;

/// <summary>A real process from its start to its end, as the Functions host has it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task The_host_starts_it_waits_for_it_invokes_it_and_ends_it_in_the_middle_of_work()
    {
        var port = FreePort.Find();
        using var process = AppProcess.Start(
            [], ("FUNCTIONS_CUSTOMHANDLER_PORT", $"{port}"), ("FUNCTIONS_CUSTOMHANDLER_WORKER_ID", "b2f1"), ("Logging__Console__LogToStandardErrorThreshold", "Trace"));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience.Span };
        await WaitUntilReadyAsync(client);

        using var counted = await client.PostAsync("/Counting", new StringContent(TimerBody.Usual), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, counted.StatusCode);
        var waiting = client.PostAsync("/Waiting", new StringContent(TimerBody.Usual), TestContext.Current.CancellationToken);
        await process.WaitForErrorAsync(": waiting");
        await process.SignalAsync("TERM");

        Assert.Equal(0, (await process.EndAsync()).ExitCode);
        using var abandoned = await waiting;
        Assert.Equal(HttpStatusCode.InternalServerError, abandoned.StatusCode);
    }

    [Fact]
    public async Task Without_a_host_it_fires_its_timers_until_it_is_ended()
    {
        using var process = AppProcess.Start([], ("Logging__Console__LogToStandardErrorThreshold", "Trace"));
        await process.WaitForErrorAsync("Waiting is due at");

        await process.SignalAsync("TERM");

        Assert.Equal(0, (await process.EndAsync()).ExitCode);
    }

    // As the host does: until there is any answer.
    private static async Task WaitUntilReadyAsync(HttpClient client)
    {
        using var patience = new CancellationTokenSource(Patience.Span);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/", patience.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(25, patience.Token);
            }
        }
    }
}
