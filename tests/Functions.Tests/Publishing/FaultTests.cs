using System.Diagnostics;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
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
    [Fact]
    public async Task Killed_at_random_moments_a_run_ends_with_the_same_bytes_and_rows()
    {
        await using var disturbed = await PublishingScene.SetAsync(DatabaseKind.Sqlite);

        // The moment of the strike is part of what a report says, so both runs go on from the same one.
        using (var strike = ReportProcess.Start(disturbed.Database.Options, disturbed.Storage.ConnectionString, ["run", "RefreshBalances"]))
        {
            await strike.EndWellAsync();
        }

        await using var undisturbed = await PublishingScene.OnAsync(await disturbed.Database.CopyAsync(Cancelled));
        var watch = Stopwatch.StartNew();
        using (var run = ReportProcess.Start(undisturbed, "2024-01", "2024-06"))
        {
            await run.EndWellAsync();
        }

        var whole = watch.Elapsed;

        var random = new Random(2005);
        var killed = 0;
        while (killed < KilledRuns.Kills)
        {
            // Each run has one month more to do than the last, and is cut off somewhere between its start and well behind its end.
            var month = new DateOnly(2024, 1, 1).AddMonths(killed * 6 / KilledRuns.Kills);
            using var run = ReportProcess.Start(disturbed, "2024-01", $"{month:yyyy-MM}");
            var cut = Task.Delay(whole * (0.2 + random.NextDouble()), Cancelled);
            var watching = KilledRuns.WatchAsync(disturbed, cut);
            await cut;
            killed += await run.KillAsync() ? 1 : 0;
            await watching;
            await disturbed.AssertNothingHalfVisibleAsync();
            if (killed > 0 && random.Next(3) == 0)
            {
                whole *= 0.97;
            }
        }

        using (var last = ReportProcess.Start(disturbed, "2024-01", "2024-06"))
        {
            await last.EndWellAsync();
        }

        await disturbed.AssertNothingHalfVisibleAsync();
        await KilledRuns.AssertSameAsync(undisturbed, disturbed);
    }
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
            using var again = ReportProcess.Start(scene, "2024-01", "2024-06");
            await again.EndWellAsync();
        }

        Assert.Equal(6, (await scene.ReportsAsync()).Count);
        await scene.AssertNothingHalfVisibleAsync();
    }
}
