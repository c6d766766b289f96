using IndhCoops.Domain;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests.Timers;

/// <summary>The app's own timers.</summary>
public sealed class FunctionTimerTests
{
    [Fact]
    public async Task A_function_runs_when_its_schedule_says_so_in_utc()
    {
        await using var app = await TimedApp.StartAsync(Scripted.MonthlyWithRetry, "2024-01-31T23:30:00+01:00");
        await app.Log.WaitForAsync("Scripted is due at 2024-02-01 02:00:00Z");

        await app.AdvanceAsync(new TimeSpan(3, 29, 59));
        await app.AdvanceAsync(TimeSpan.FromSeconds(1));
        var first = await app.NextRunAsync();
        first.Log.Line("2024-01: 12 provinces");
        first.Succeed("1 report landed");
        await app.Log.WaitForAsync("Scripted is due at 2024-03-01 02:00:00Z");
        await app.AdvanceAsync(TimeSpan.FromDays(29));
        var second = await app.NextRunAsync();

        Assert.Equal(("2024-02-01 02:00:00Z", "2024-03-01 02:00:00Z"), (first.Began, second.Began));
        Assert.Equal(new FunctionRequest(null, null), first.Request);
        await app.Log.WaitForAsync("Information: Scripted: 2024-01: 12 provinces");
        await app.Log.WaitForAsync("Information: Scripted: finished in 0.0 s: 1 report landed");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_may_have_been_missed_is_caught_up_at_the_start(bool useMonitor, bool runOnStartup)
    {
        await using var app = await TimedApp.StartAsync(
            Scripted.MonthlyWithRetry with { UseMonitor = useMonitor, RunOnStartup = runOnStartup }, "2024-06-15T10:00:00Z");

        var run = await app.NextRunAsync();
        run.Succeed();

        Assert.Equal("2024-06-15 10:00:00Z", run.Began);
        await app.Log.WaitForAsync("Scripted is due at 2024-07-01 02:00:00Z");
    }

    [Fact]
    public async Task What_comes_due_several_times_during_a_run_is_fired_once_after_it()
    {
        await using var app = await TimedApp.StartAsync(Scripted.Hourly, "2024-06-15T10:30:00Z");
        await app.AdvanceAsync(TimeSpan.FromMinutes(30));
        var slow = await app.NextRunAsync();

        app.Time.Advance(new TimeSpan(3, 10, 0));
        slow.Succeed();
        var late = await app.NextRunAsync();
        late.Succeed();
        await app.Log.WaitForAsync("Scripted is due at 2024-06-15 15:00:00Z");
        await app.AdvanceAsync(TimeSpan.FromMinutes(50));
        var next = await app.NextRunAsync();

        Assert.Equal(("2024-06-15 11:00:00Z", "2024-06-15 14:10:00Z", "2024-06-15 15:00:00Z"), (slow.Began, late.Began, next.Began));
    }

    [Fact]
    public async Task A_clock_that_was_years_ahead_and_is_set_right_is_followed()
    {
        await using var app = await TimedApp.StartAsync(
            Scripted.Hourly with { Retry = Scripted.MonthlyWithRetry.Retry }, "2036-06-15T10:30:00Z");
        await app.AdvanceAsync(TimeSpan.FromMinutes(30));
        (await app.NextRunAsync()).Fail();
        await app.Log.WaitForAsync("retry 1 is at 2036-06-15 11:00:10Z");

        app.Time.AdjustTime(DateTimeOffset.Parse("2026-06-15T10:31:00Z", null));
        await app.AdvanceAsync(TimeSpan.FromSeconds(10));
        (await app.NextRunAsync()).Succeed();
        await app.Log.WaitForAsync("Scripted is due at 2026-06-15 11:00:00Z");
        app.Time.AdjustTime(DateTimeOffset.Parse("2025-06-15T23:30:00Z", null));
        await app.AdvanceAsync(TimeSpan.FromMinutes(1));
        await app.Log.WaitForAsync("Scripted is due at 2025-06-16 00:00:00Z");
        await app.AdvanceAsync(TimeSpan.FromMinutes(29));

        Assert.Equal("2025-06-16 00:00:00Z", (await app.NextRunAsync()).Began);
    }

    [Fact]
    public async Task A_failed_run_is_tried_again_after_waits_that_double_up_to_the_longest()
    {
        await using var app = await TimedApp.StartAsync(Scripted.MonthlyWithRetry, "2024-06-01T00:00:00Z");
        await app.AdvanceAsync(TimeSpan.FromHours(2));

        (await app.NextRunAsync()).Fail();
        await app.Log.WaitForAsync("retry 1 is at 2024-06-01 02:00:10Z");
        await app.AdvanceAsync(TimeSpan.FromSeconds(10));
        (await app.NextRunAsync()).Fail();
        await app.Log.WaitForAsync("retry 2 is at 2024-06-01 02:00:30Z");
        await app.AdvanceAsync(TimeSpan.FromSeconds(20));
        (await app.NextRunAsync()).Fail();
        await app.Log.WaitForAsync("retry 3 is at 2024-06-01 02:00:55Z");
        await app.AdvanceAsync(TimeSpan.FromSeconds(25));
        var last = await app.NextRunAsync();
        last.Succeed();

        Assert.Equal("2024-06-01 02:00:55Z", last.Began);
        await app.Log.WaitForAsync("Scripted is due at 2024-07-01 02:00:00Z");
    }

    [Fact]
    public async Task A_run_that_fails_for_good_is_fired_again_when_it_is_due_again()
    {
        await using var app = await TimedApp.StartAsync(Scripted.Hourly, "2024-06-15T10:30:00Z");
        await app.AdvanceAsync(TimeSpan.FromMinutes(30));

        (await app.NextRunAsync()).Fail();
        Assert.StartsWith(
            "Error: An error that the program does not know: TimeoutException. Scripted failed; ",
            await app.Log.WaitForAsync("Scripted failed; "),
            StringComparison.Ordinal);
        await app.Log.WaitForAsync("Warning: Scripted failed and is not retried before it is due again");
        await app.Log.WaitForAsync("Scripted is due at 2024-06-15 12:00:00Z");
        await app.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("2024-06-15 12:00:00Z", (await app.NextRunAsync()).Began);
    }

    [Fact]
    public async Task Steps_are_logged_once_each()
    {
        await using var app = await TimedApp.StartAsync(Scripted.Hourly, "2024-06-15T10:30:00Z");
        await app.AdvanceAsync(TimeSpan.FromMinutes(30));

        var run = await app.NextRunAsync();
        foreach (var done in new[] { 1, 2, 3 })
        {
            run.Log.Report(new WorkProgress("striking balances", done, 3));
        }

        Assert.Single(app.Log.Lines, line => line == "Information: Scripted: striking balances ");
    }

    [Fact]
    public async Task A_run_is_cancelled_and_not_retried_when_the_app_stops()
    {
        await using var app = await TimedApp.StartAsync(Scripted.MonthlyWithRetry, "2024-06-01T00:00:00Z");
        await app.AdvanceAsync(TimeSpan.FromHours(2));
        var run = await app.NextRunAsync();

        await app.StopAsync();

        Assert.True(run.CancellationToken.IsCancellationRequested);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("failed", StringComparison.Ordinal));
    }
}
