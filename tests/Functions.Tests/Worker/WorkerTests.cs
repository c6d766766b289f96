using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.Timers;
using IndhCoops.Functions.Tests.Packaging;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Playing.Rpc;
using IndhCoops.Hosting.Startup;
using NCrontab;

namespace IndhCoops.Functions.Tests.Worker;

/// <summary>The packaged worker, as the Functions host has it when all goes well.</summary>
public sealed class WorkerTests(FunctionsPackage package)
{
    [Fact]
    public async Task Without_any_setting_it_starts_and_tells_of_schedules_and_retries_as_its_attributes_have_them()
    {
        await using var host = await PlayedHost.StartAsync(package);

        Assert.Equal("True", host.Worker.Capabilities["HandlesInvocationCancelMessage"]);
        Assert.Equal("True", host.Worker.Capabilities["HandlesWorkerTerminateMessage"]);
        foreach (var type in ShippedAttribute.In(typeof(MonthlyReport).Assembly, typeof(IFunction)))
        {
            var expected = TimerAttributes.Read(type);
            var function = host.Functions[expected.Name];
            var binding = JsonElement.Parse(Assert.Single(function.RawBindings));
            Assert.Equal(
                ("dotnet-isolated", "IndhCoops.Functions.dll", $"{type.FullName}.{TimerAttributes.MethodOf(type).Name}"),
                (function.Language, function.ScriptFile, function.EntryPoint));
            var schedule = CrontabSchedule.Parse(
                binding.GetProperty("schedule").GetString()!, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
            Assert.Equal(
                ("timer", "timerTrigger", $"{expected.Schedule}"),
                (binding.GetProperty("name").GetString(), binding.GetProperty("type").GetString(), $"{schedule}"));
            Assert.Equal(
                (
                    RpcRetryOptions.Types.RetryStrategy.ExponentialBackoff,
                    expected.Retry.MaxRetryCount,
                    expected.Retry.MinimumInterval,
                    expected.Retry.MaximumInterval),
                (
                    function.RetryOptions.RetryStrategy,
                    function.RetryOptions.MaxRetryCount,
                    function.RetryOptions.MinimumInterval.ToTimeSpan(),
                    function.RetryOptions.MaximumInterval.ToTimeSpan()));
        }

        Assert.Equal(["ImportFiles", "MonthlyReport", "RefreshBalances"], host.Functions.Keys.Order());
        Assert.Equal(0, await host.TerminateAsync());
    }

    [Fact]
    public async Task Each_timer_does_its_work_and_says_so_while_it_happens()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(package);

        var refreshed = await host.Invoke("RefreshBalances").EndWellAsync();
        var invocation = host.Invoke("MonthlyReport", PlayedInvocation.PastDue);
        var reported = await invocation.EndWellAsync();

        Assert.Equal("RefreshBalances is invoked: past due False, last 2026-10-01 02:00:00Z, retry 0 of 0", refreshed[0]);
        Assert.Contains(refreshed, line => line.StartsWith("RefreshBalances: Strike 1: ", StringComparison.Ordinal));
        Assert.EndsWith(": balances are up to date", refreshed[^1], StringComparison.Ordinal);
        Assert.Equal("MonthlyReport is invoked: past due True, last 2026-09-01 02:00:00Z, retry 0 of 0", reported[0]);
        Assert.Equal(
            2,
            reported.Count(line =>
                line.Contains(" revision 1, ", StringComparison.Ordinal) && line.EndsWith("/report.html", StringComparison.Ordinal)));
        Assert.EndsWith("s: 2 reports landed", reported[^1], StringComparison.Ordinal);
        Assert.All(
            invocation.Logs.Where(line => !line.Message.Contains(MoroccanCalendar.Outdated, StringComparison.Ordinal)),
            line => Assert.Equal((RpcLog.Types.Level.Information, RpcLog.Types.RpcLogCategory.User), (line.Level, line.LogCategory)));
        Assert.Equal(2, (await scene.ReportsAsync()).Count);
        await scene.AssertNothingHalfVisibleAsync();
        Assert.Equal(0, await host.TerminateAsync());
    }

    [Fact]
    public async Task A_line_is_heard_when_its_report_has_landed_and_not_at_the_end()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(package, new KeyValuePair<string, string?>("INDHCOOPS_Reports__Months", "6"));

        var invocation = host.Invoke("MonthlyReport");
        await host.AwaitAsync(host.Log.WaitForAsync("revision 1, 1 of 6"), "it has not said that the first report has landed");

        Assert.Null(invocation.Answer);
        await invocation.EndWellAsync();
        Assert.Equal(6, (await scene.ReportsAsync()).Count);
    }

    [Fact]
    public async Task Two_workers_at_once_land_one_report()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var one = await scene.StartWorkerAsync(package);
        await using var other = await scene.StartWorkerAsync(package);

        await Task.WhenAll(one.Invoke("MonthlyReport").EndWellAsync(), other.Invoke("MonthlyReport").EndWellAsync());

        Assert.Equal([1, 1], (await scene.ReportsAsync()).Select(report => report.Revision));
        await scene.AssertNothingHalfVisibleAsync();
    }

    [Fact]
    public async Task A_run_belongs_to_the_trace_of_the_host()
    {
        const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var collector = PlayedCollector.Start();
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(package, collector.Variables);

        var lines = await host.Invoke("MonthlyReport", traceParent: $"00-{TraceId}-00f067aa0ba902b7-01").EndWellAsync();

        Assert.Equal("True", host.Worker.Capabilities["WorkerOpenTelemetryEnabled"]);
        Assert.EndsWith("s: 2 reports landed", lines[^1], StringComparison.Ordinal);
        Assert.Equal(0, await host.TerminateAsync());
        await collector.WaitForAsync("traces", "indhcoops-functions", "function MonthlyReport", "strike", "write blob");
        await collector.WaitForAsync("logs", "2 reports landed");
        Assert.True(collector.Holds("traces", Convert.FromHexString(TraceId)));
        Assert.True(collector.Holds("traces", Convert.FromHexString("00f067aa0ba902b7")));
        Assert.True(collector.Holds("logs", Convert.FromHexString(TraceId)));
    }
}
