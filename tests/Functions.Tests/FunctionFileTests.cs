using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests;

/// <summary>What may stand in a <c>function.json</c>.</summary>
public sealed class FunctionFileTests
{
    [Theory]
    [InlineData("{", "is not understood")]
    [InlineData("{}", "no binding of type 'timerTrigger'")]
    [InlineData("null", "no binding of type 'timerTrigger'")]
    [InlineData("""{"bindings":[{"type":"httpTrigger"}]}""", "no binding of type 'timerTrigger'")]
    [InlineData("""{"bindings":[{"type":"timerTrigger"}]}""", "the schedule ''; it must have six fields")]
    [InlineData("""{"bindings":[{"type":"timerTrigger","schedule":"0 2 1 * *"}]}""", "the schedule '0 2 1 * *'; it must have six fields")]
    [InlineData("""{"bindings":[{"type":"timerTrigger","schedule":"0 0 25 1 * *"}]}""", "the schedule '0 0 25 1 * *'")]
    [InlineData("""{"bindings":[{"type":"timerTrigger","schedule":"0 0 2 1 * *"}],"retry":{"strategy":"often"}}""", "'retry' that is not understood")]
    [InlineData("""{"bindings":[{"type":"timerTrigger","schedule":"0 0 2 1 * *"}],"retry":{"strategy":"fixedDelay","maxRetryCount":1}}""", "'retry' that is not understood")]
    [InlineData("""{"bindings":[{"type":"timerTrigger","schedule":"0 0 2 1 * *"}],"retry":{"strategy":"exponentialBackoff","minimumInterval":"soon"}}""", "is not understood")]
    public void What_is_wrong_is_said_with_the_files_name(string functionJson, string complaint)
    {
        using var folder = new AppFolder().With("Wrong", functionJson);

        var exception = Assert.Throws<StartException>(() => Read(folder, "Wrong"));

        Assert.Contains(complaint, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(Path.Combine(folder.Root, "Wrong", "function.json"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_delay_waits_the_same_each_time()
    {
        using var folder = new AppFolder().With("Fixed", """
            {
              // The host allows comments,
              "bindings": [{ "type": "timerTrigger", "schedule": "*/5 * * * * *" }],
              "retry": { "strategy": "fixedDelay", "maxRetryCount": -1, "delayInterval": "00:00:07" }, // and commas at the end.
            }
            """);

        var retry = Read(folder, "Fixed").Retry;

        Assert.True(retry.Allows(1_000_000));
        Assert.Equal((7d, 7d), (retry.WaitAfter(0).TotalSeconds, retry.WaitAfter(1_000_000).TotalSeconds));
    }

    [Fact]
    public void A_backoff_doubles_up_to_its_longest_wait_and_never_overflows()
    {
        var retry = new RetryPolicy(5, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15));

        Assert.Equal([10, 20, 40, 80, 160, 320, 640, 900, 900], Enumerable.Range(0, 9).Select(retries => retry.WaitAfter(retries).TotalSeconds));
        Assert.Equal(900, retry.WaitAfter(int.MaxValue).TotalSeconds);
        Assert.Equal((true, false), (retry.Allows(4), retry.Allows(5)));
    }

    private static FunctionDefinition Read(AppFolder folder, string name) => FunctionFile.Read(new DirectoryInfo(Path.Combine(folder.Root, name)));
}
