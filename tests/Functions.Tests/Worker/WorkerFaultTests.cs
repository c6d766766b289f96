using IndhCoops.Functions.Tests.CommandLine;
using IndhCoops.Functions.Tests.Packaging;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Publishing;

namespace IndhCoops.Functions.Tests.Worker;

/// <summary>The packaged worker, killed again and again, ends where an undisturbed one does.</summary>
public sealed class WorkerFaultTests(FunctionsPackage package)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_after_writes_of_each_kind_and_at_random_moments_it_ends_with_the_same_bytes_and_rows()
    {
        await using var disturbed = await WorkerScene.SetAsync();

        // The moment of the strike is part of what a report says, so both go on from the same one.
        await using var held = await HeldStorage.StartAsync(disturbed.Storage);
        await RunAsync(disturbed, held, "RefreshBalances", 0);
        await using var undisturbed = await PublishingScene.OnAsync(await disturbed.Database.CopyAsync(Cancelled));
        await using var counting = await HeldStorage.StartAsync(undisturbed.Storage);
        await RunByHandAsync(undisturbed, counting, 1); // Makes the container too.
        _ = counting.HoldAsync(0);
        await RunByHandAsync(undisturbed, counting, 2);
        var (writes, manifest) = (counting.Writes, (await undisturbed.ReportsAsync())[1].Files.Count);

        // Each run has one month more to do than the last, and is cut off when the storage has written the first file, half of them, the
        // manifest, the month's balances, a table, the package.
        int[] kills = [1, manifest / 2, manifest, manifest + 1, manifest + 2, writes];
        for (var run = 0; run < kills.Length; run++)
        {
            await using var host = await StartAsync(disturbed, held, run + 1);
            var reached = held.HoldAsync(kills[run]);
            host.Invoke("MonthlyReport");
            await host.AwaitAsync(reached.ContinueWith(_ => true, TaskScheduler.Default), $"it has not written {kills[run]} times");
            Assert.True(await host.KillAsync());
            await disturbed.AssertNothingHalfVisibleAsync();
        }

        var random = new Random(2005);
        for (var kill = 1; kill <= KilledRuns.AtRandom; kill++)
        {
            await using var host = await StartAsync(disturbed, held, kills.Length + kill);
            _ = held.HoldAsync(0);
            host.Invoke("MonthlyReport");
            var cut = Task.Delay(random.Next(1_000), Cancelled);
            await KilledRuns.WatchAsync(disturbed, cut);
            await host.KillAsync();
            await disturbed.AssertNothingHalfVisibleAsync();
        }

        await RunAsync(disturbed, held, "MonthlyReport", kills.Length + KilledRuns.AtRandom);
        await RunByHandAsync(undisturbed, counting, kills.Length + KilledRuns.AtRandom);
        await disturbed.AssertNothingHalfVisibleAsync();
        await KilledRuns.AssertSameAsync(undisturbed, disturbed);
    }

    private Task<PlayedHost> StartAsync(PublishingScene scene, HeldStorage storage, int months) => scene.StartWorkerAsync(
        package,
        new KeyValuePair<string, string?>("INDHCOOPS_Reports__Months", $"{months}"),
        new KeyValuePair<string, string?>("INDHCOOPS_Storage__ConnectionString", storage.ConnectionString));

    // What a worker lands is what a run by hand lands.
    private static Task RunByHandAsync(PublishingScene scene, HeldStorage storage, int months) =>
        CommandRun.EndWellAsync(
            scene.Database.Options, storage.ConnectionString, ["run", "MonthlyReport"], ("Reports:Months", $"{months}"));

    private async Task RunAsync(PublishingScene scene, HeldStorage storage, string function, int months)
    {
        await using var host = await StartAsync(scene, storage, months);
        await host.Invoke(function).EndWellAsync();
    }
}
