namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>The program without a command, in a process of its own.</summary>
public sealed class TimersTests
{
    [Fact]
    public async Task It_fires_its_timers_until_it_is_ended()
    {
        using var process = AppProcess.Start([], ("Logging__Console__LogToStandardErrorThreshold", "Trace"));
        await process.WaitForErrorAsync("Waiting is due at");

        await process.SignalAsync("TERM");

        Assert.Equal(0, (await process.EndAsync()).ExitCode);
    }
}
