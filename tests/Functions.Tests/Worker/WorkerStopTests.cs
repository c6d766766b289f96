using IndhCoops.Functions.Tests.Packaging;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Playing.Rpc;

namespace IndhCoops.Functions.Tests.Worker;

/// <summary>What becomes of the packaged worker's work when the host cancels it, ends or loses the worker.</summary>
public sealed class WorkerStopTests(FunctionsPackage package)
{
    [Fact]
    public async Task Work_stops_in_the_database_too_when_its_time_is_over_and_the_worker_lives_on()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(package);
        await using var ledger = await HeldLedger.HoldAsync(scene);
        var invocation = host.Invoke("RefreshBalances");
        await ledger.UntilAsync(waiting: true);

        host.Cancel(invocation);

        Assert.Equal(
            "RefreshBalances was cancelled; what it had finished stays, and running it again does the rest.",
            await invocation.FailAsync(StatusResult.Types.Status.Cancelled));
        await ledger.UntilAsync(waiting: false);
        await ledger.ReleaseAsync();
        var retried = await host.Invoke("RefreshBalances", retry: 1, invocationId: invocation.Id).EndWellAsync();
        Assert.Contains(retried, line => line.EndsWith("retry 1 of 5", StringComparison.Ordinal));
        Assert.Contains(retried, line => line.StartsWith("RefreshBalances: Strike 1: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Work_is_given_up_before_the_worker_ends_and_nothing_is_half_visible()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(package);
        await using var ledger = await HeldLedger.HoldAsync(scene);
        host.Invoke("MonthlyReport");
        await ledger.UntilAsync(waiting: true);

        Assert.Equal(0, await host.TerminateAsync());

        await ledger.UntilAsync(waiting: false);
        Assert.Empty(await scene.ReportsAsync());
        Assert.Empty(await scene.BlobsAsync());
    }

    [Fact]
    public async Task A_worker_that_ends_between_two_reports_leaves_whole_ones()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(package, new KeyValuePair<string, string?>("INDHCOOPS_Reports__Months", "6"));
        host.Invoke("MonthlyReport");
        await host.AwaitAsync(host.Log.WaitForAsync("revision 1, 1 of 6"), "it has not landed the first report");

        Assert.Equal(0, await host.TerminateAsync());

        Assert.InRange((await scene.ReportsAsync()).Count, 1, 23);
        await scene.AssertNothingHalfVisibleAsync();
        await using var next = await scene.StartWorkerAsync(package, new KeyValuePair<string, string?>("INDHCOOPS_Reports__Months", "6"));
        await next.Invoke("MonthlyReport").EndWellAsync();
        Assert.Equal(6, (await scene.ReportsAsync()).Count);
        await scene.AssertNothingHalfVisibleAsync();
    }

    [Fact]
    public async Task A_host_that_dies_leaves_no_orphan_and_nothing_half_visible()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(package);
        await using var ledger = await HeldLedger.HoldAsync(scene);
        host.Invoke("MonthlyReport");
        await ledger.UntilAsync(waiting: true);

        await host.DieAsync();

        await ledger.UntilAsync(waiting: false);
        Assert.Empty(await scene.ReportsAsync());
        Assert.Empty(await scene.BlobsAsync());
    }

    [Fact]
    public async Task The_host_hears_at_once_of_a_worker_that_dies()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(package);
        await using var ledger = await HeldLedger.HoldAsync(scene);
        var end = host.Invoke("MonthlyReport").EndAsync();
        await ledger.UntilAsync(waiting: true);

        Assert.True(await host.KillAsync());

        await Assert.ThrowsAsync<WorkerEndedException>(() => end);
    }
}
