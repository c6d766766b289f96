using IndhCoops.Functions.Hosting.Timers;
using Microsoft.Azure.Functions.Worker;

namespace IndhCoops.Functions.Tests.Timers;

/// <summary>What the app's own timers read from the attributes that the Functions host is told of.</summary>
public sealed class TimerAttributesTests
{
    [Theory]
    [InlineData(typeof(OfTheInstance), "OfTheInstance must have one public static method with [Function(\"OfTheInstance\")]")]
    [InlineData(typeof(WithoutTrigger), "WithoutTrigger.Run has no parameter with [TimerTrigger]")]
    [InlineData(typeof(FiveFields), "FiveFields.Run has the schedule '0 2 1 * *'; it must have six fields")]
    [InlineData(typeof(NoSuchHour), "NoSuchHour.Run has the schedule '0 0 25 1 * *'")]
    [InlineData(typeof(SettingOfTheHost), "SettingOfTheHost.Run has the schedule '%SCHEDULE%'")]
    [InlineData(typeof(OwnRetry), "OwnRetry.Run has a StubbornAttribute, which is not understood")]
    public void What_is_wrong_is_said_with_the_methods_name(Type function, string complaint)
    {
        var exception = Assert.Throws<StartException>(() => TimerAttributes.Read(function));

        Assert.StartsWith(complaint, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_an_attribute_says_is_read()
    {
        var function = TimerAttributes.Read(typeof(FixedDelay));

        Assert.Equal(("Fixed", false, true), (function.Name, function.UseMonitor, function.RunOnStartup));
        Assert.Equal(new RetryPolicy(-1, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)), function.Retry);
        Assert.True(function.Retry.Allows(1_000_000));
        Assert.Equal((7d, 7d), (function.Retry.WaitAfter(0).TotalSeconds, function.Retry.WaitAfter(1_000_000).TotalSeconds));
    }

    [Fact]
    public void What_an_attribute_does_not_say_is_as_the_host_has_it()
    {
        var function = TimerAttributes.Read(typeof(OnlySchedule));

        Assert.Equal((true, false, RetryPolicy.None), (function.UseMonitor, function.RunOnStartup, function.Retry));
    }

    [Fact]
    public void A_backoff_doubles_up_to_its_longest_wait_and_never_overflows()
    {
        var retry = new RetryPolicy(5, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15));

        Assert.Equal(
            [10, 20, 40, 80, 160, 320, 640, 900, 900], Enumerable.Range(0, 9).Select(retries => retry.WaitAfter(retries).TotalSeconds));
        Assert.Equal(900, retry.WaitAfter(int.MaxValue).TotalSeconds);
        Assert.Equal((true, false), (retry.Allows(4), retry.Allows(5)));
    }

    private sealed class StubbornAttribute : RetryAttribute;

    // The Functions host would make the instance, outside of the run.
    private sealed class OfTheInstance
    {
        [Function("Wrong")]
        public void Run([TimerTrigger("0 0 2 1 * *")] TimerInfo timer) => throw new NotSupportedException();
    }

    private sealed class WithoutTrigger
    {
        [Function("Wrong")]
        public static void Run(string message) => throw new NotSupportedException(message);
    }

    private sealed class FiveFields
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("0 2 1 * *")] TimerInfo timer) => throw new NotSupportedException();
    }

    private sealed class NoSuchHour
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("0 0 25 1 * *")] TimerInfo timer) => throw new NotSupportedException();
    }

    private sealed class SettingOfTheHost
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("%SCHEDULE%")] TimerInfo timer) => throw new NotSupportedException();
    }

    private sealed class OwnRetry
    {
        [Function("Wrong"), Stubborn]
        public static void Run([TimerTrigger("0 0 2 1 * *")] TimerInfo timer) => throw new NotSupportedException();
    }

    private sealed class FixedDelay
    {
        [Function("Fixed"), FixedDelayRetry(-1, "00:00:07")]
        public static void Run([TimerTrigger("*/5 * * * * *", UseMonitor = false, RunOnStartup = true)] TimerInfo timer) =>
            throw new NotSupportedException();

        public void IsNoFunction() => throw new NotSupportedException();
    }

    private sealed class OnlySchedule
    {
        [Function("Scheduled")]
        public static void Run([TimerTrigger("0 0 2 1 * *")] TimerInfo timer) => throw new NotSupportedException();
    }
}
