using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Tests.CommandLine;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>What faults get: the real program, killed and cut off, ends where an undisturbed one does.</summary>
public abstract class FaultTests(DatabaseKind kind)
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_at_once_land_one_report()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        using var one = ReportProcess.Start(scene, "2024-05", "2024-06");
        using var other = ReportProcess.Start(scene, "2024-05", "2024-06");
        await one.EndWellAsync();
        await other.EndWellAsync();

        Assert.Equal([5, 6], (await scene.ReportsAsync()).Select(report => report.Period.Month));
        await scene.AssertNothingHalfVisibleAsync();
    }

    [Theory]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/Los_Angeles")]
    public async Task The_clock_of_the_machine_may_stand_anywhere(string timeZone)
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        using var run = ReportProcess.Start(scene, "2024-05", "2024-06", timeZone);
        await run.EndWellAsync();

        var reports = await scene.ReportsAsync();
        Assert.Equal([5, 6], reports.Select(report => report.Period.Month));
        await using var context = scene.Database.Contexts.CreateDbContext();
        Assert.Equal(
            await context.Balances.CountAsync(balance => balance.Month == new DateOnly(2024, 6, 1), Cancelled),
            reports[1].Files.Single(file => file.Format == ReportFormat.Csv).Rows);
    }
}

public sealed class FaultsOnSqlite() : FaultTests(DatabaseKind.Sqlite)
{
    private static readonly DateOnly FirstMonth = new(2024, 1, 1);

    [Fact]
    public async Task Killed_after_writes_of_each_kind_and_at_random_moments_a_run_ends_with_the_same_bytes_and_rows()
    {
        await using var disturbed = await PublishingScene.SetAsync(DatabaseKind.Sqlite);

        // The moment of the strike is part of what a report says, so both runs go on from the same one.
        await CommandRun.EndWellAsync(disturbed.Database.Options, disturbed.Storage, ["run", "RefreshBalances"]);

        await using var undisturbed = await PublishingScene.OnAsync(await disturbed.Database.CopyAsync(Cancelled));
        await using var counting = await HeldStorage.StartAsync(undisturbed.Storage);
        await RunAsync(undisturbed, counting, 0, 0); // Makes the container too.
        _ = counting.HoldAsync(0);
        await RunAsync(undisturbed, counting, 1, 1);
        var (writes, manifest) = (counting.Writes, (await undisturbed.ReportsAsync())[1].Files.Count);
        Assert.True(writes > manifest + 2);

        // Each run has a month of its own, and is cut off when the storage has written the first file, half of them, the manifest, the
        // month's balances, a table, the package.
        int[] kills = [1, manifest / 2, manifest, manifest + 1, manifest + 2, writes];
        await using var held = await HeldStorage.StartAsync(disturbed.Storage);
        for (var month = 0; month < kills.Length; month++)
        {
            var reached = held.HoldAsync(kills[month]);
            using var run = Start(disturbed, held, month, month);
            Assert.Same(reached, await Task.WhenAny(reached, run.EndAsync()));
            Assert.True(await run.KillAsync());
            await disturbed.AssertNothingHalfVisibleAsync();
        }

        var random = new Random(2005);
        for (var kill = 0; kill < KilledRuns.AtRandom; kill++)
        {
            _ = held.HoldAsync(0);
            using var run = Start(disturbed, held, 0, kills.Length + kill);
            var cut = Task.Delay(random.Next(500, 2_500), Cancelled);
            await KilledRuns.WatchAsync(disturbed, cut);
            await run.KillAsync();
            await disturbed.AssertNothingHalfVisibleAsync();
        }

        await RunAsync(disturbed, held, 0, kills.Length + KilledRuns.AtRandom);
        await RunAsync(undisturbed, counting, 0, kills.Length + KilledRuns.AtRandom);
        await disturbed.AssertNothingHalfVisibleAsync();
        await KilledRuns.AssertSameAsync(undisturbed, disturbed);
    }

    private static ReportProcess Start(PublishingScene scene, HeldStorage storage, int from, int to) =>
        ReportProcess.Start(scene.Database.Options, storage.ConnectionString, Run(from, to));

    private static Task RunAsync(PublishingScene scene, HeldStorage storage, int from, int to) =>
        CommandRun.EndWellAsync(scene.Database.Options, storage.ConnectionString, Run(from, to));

    private static string[] Run(int from, int to) =>
        ["run", "MonthlyReport", "--from", $"{FirstMonth.AddMonths(from):yyyy-MM}", "--to", $"{FirstMonth.AddMonths(to):yyyy-MM}"];
}

public sealed class FaultsOnPostgres() : FaultTests(DatabaseKind.PostgreSql)
{
    [Fact]
    public async Task PostgreSql_may_restart_in_mid_run()
    {
        await using var cluster = await PostgresCluster.StartAsync(TestContext.Current.CancellationToken);
        var database = await TestDatabase.CreateAsync(cluster, TestContext.Current.CancellationToken);
        await PublishingScene.FillAsync(database);
        await using var scene = await PublishingScene.OnAsync(database);

        using var run = ReportProcess.Start(scene, "2024-01", "2024-06");
        while ((await scene.BlobsAsync()).Count < 8)
        {
            await cluster.PingAsync(TestContext.Current.CancellationToken);
        }

        await cluster.RestartAsync(TestContext.Current.CancellationToken);
        if ((await run.EndAsync()).ExitCode != 0)
        {
            // Cut off between two statements, a run by hand fails and is run again, as the host does by its retry policy.
            await CommandRun.EndWellAsync(
                scene.Database.Options, scene.Storage, ["run", "MonthlyReport", "--from", "2024-01", "--to", "2024-06"]);
        }

        Assert.Equal(6, (await scene.ReportsAsync()).Count);
        await scene.AssertNothingHalfVisibleAsync();
    }
}
