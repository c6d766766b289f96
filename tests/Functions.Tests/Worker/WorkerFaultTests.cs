using System.Diagnostics;
using IndhCoops.Functions.Tests.Packaging;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Publishing;

namespace IndhCoops.Functions.Tests.Worker;

/// <summary>The packaged worker, killed again and again, ends where an undisturbed one does.</summary>
[Collection<Packaged>]
public sealed class WorkerFaultTests(FunctionsPackage package)
{
    private const int Months = 6;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_random_moments_it_ends_with_the_same_bytes_and_rows()
    {
        await using var disturbed = await WorkerScene.SetAsync();

        // The moment of the strike is part of what a report says, so both go on from the same one.
        await RunAsync(disturbed, "RefreshBalances");
        await using var undisturbed = await PublishingScene.OnAsync(await disturbed.Database.CopyAsync(Cancelled));
        var watch = Stopwatch.StartNew();
        await RunAsync(undisturbed, "MonthlyReport");
        var whole = watch.Elapsed;

        var random = new Random(2005);
        for (var killed = 0; killed < KilledRuns.Kills;)
        {
            // Each run has one month more to do than the last, and is cut off somewhere between its first message and well behind its end.
            await using var host = await StartAsync(disturbed, 1 + (killed * Months / KilledRuns.Kills));
            host.Invoke("MonthlyReport");
            var cut = Task.Delay(whole * random.NextDouble() / 2, Cancelled);
            var watching = KilledRuns.WatchAsync(disturbed, cut);
            await cut;
            killed += await host.KillAsync() ? 1 : 0;
            await watching;
            await disturbed.AssertNothingHalfVisibleAsync();
        }

        await RunAsync(disturbed, "MonthlyReport");
        await disturbed.AssertNothingHalfVisibleAsync();
        await KilledRuns.AssertSameAsync(undisturbed, disturbed);
    }

    private Task<PlayedHost> StartAsync(PublishingScene scene, int months) =>
        scene.StartWorkerAsync(package, new KeyValuePair<string, string?>("INDHCOOPS_Reports__Months", $"{months}"));

    private async Task RunAsync(PublishingScene scene, string function)
    {
        await using var host = await StartAsync(scene, Months);
        await host.Invoke(function).EndWellAsync();
    }
}
