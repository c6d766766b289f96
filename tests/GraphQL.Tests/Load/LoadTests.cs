using IndhCoops.Load;

namespace IndhCoops.GraphQL.Tests.Load;

/// <summary>Some seconds of what tests/Load does for a quarter of an hour.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task Under_load_every_answer_is_right_or_put_off_and_what_was_begun_is_finished()
    {
        // Clients that pause leave the processor to the other tests.
        var options = new LoadOptions(TimeSpan.FromSeconds(9), Clients: 4, Cooperatives: 3000, Pause: TimeSpan.FromMilliseconds(50));
        await using var run = await LoadRun.StartAsync(options, TextWriter.Null, TestContext.Current.CancellationToken);

        await run.RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(run.Tally.Findings);
        Assert.True(run.Tally.Right > 0);
        Assert.Equal(2, run.Tally.Outages.Count);
        Assert.Equal(2, run.Tally.Recoveries.Count);
        Assert.True(run.Memory.Samples > 0);
    }
}
