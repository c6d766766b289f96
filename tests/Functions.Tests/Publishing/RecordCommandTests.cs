using System.Globalization;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.CommandLine;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary><c>record</c>, by the real program on every kind of database, and what the next run makes of it.</summary>
public abstract class RecordCommandTests(DatabaseKind kind)
{
    private static readonly DateOnly May = new(2024, 5, 1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_recorded_late_leads_to_revision_2_at_the_next_run_and_the_old_one_stays_readable()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await RunAsync(scene);
        var (before, closing) = (await scene.BlobsAsync(), await ClosingAsync(scene));
        var grant = await GrantAsync(scene);

        var end = await RecordAsync(scene, $"{grant}", "commitment", "1234.50", "2024-05-17");

        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.Contains($": COMMITMENT of 1234.50 MAD on grant {grant}, effective 2024-05-17, SYNTHETIC.", end.Output, StringComparison.Ordinal);
        Assert.Contains("2024-05 is due again, and every month after it: the next run of MonthlyReport", end.Output, StringComparison.Ordinal);
        await RunAsync(scene);
        Assert.Equal([(5, 1), (5, 2), (6, 1), (6, 2)], (await scene.ReportsAsync()).Select(report => (report.Period.Month, report.Revision)));
        Assert.Equal(closing + 1234.50m, await ClosingAsync(scene));
        var after = await scene.BlobsAsync();
        Assert.All(before.Where(blob => blob.Key.StartsWith("monthly/", StringComparison.Ordinal)), blob => Assert.Equal(blob.Value, after[blob.Key]));
        await scene.AssertNothingHalfVisibleAsync();
    }

    [Fact]
    public async Task What_is_refused_is_refused_whole_with_the_reason()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var grant = $"{await GrantAsync(scene)}";
        var before = await MovementsAsync(scene);

        foreach (var (end, reason) in new[]
        {
            (await RecordAsync(scene, grant, "DISBURSEMENT", "999999999.99", "2024-06-15"), "A disbursement of 999999999.99 MAD is more than the"),
            (await RecordAsync(scene, grant, "DISBURSEMENT", "-5", "2024-06-15"), "The amount of a disbursement cannot be -5 MAD"),
            (await RecordAsync(scene, grant, "COMMITMENT", "12.345", "2024-06-15"), "12.345 MAD is not an amount that the ledger holds"),
            (await RecordAsync(scene, grant, "COMMITMENT", "100.0000000000000000000000000000000000001", "2024-06-15"), "100.0000000000000000000000000000000000001 MAD is not an amount that the ledger holds"),
            (await RecordAsync(scene, grant, "COMMITMENT", "1e400", "2024-06-15"), "'1e400' is not an amount"),
            (await RecordAsync(scene, grant, "COMMITMENT", "1", "1024-06-15"), "1024-06-15 lies before the INDH"),
            (await RecordAsync(scene, $"{Guid.Empty}", "COMMITMENT", "1", "2024-06-15"), $"There is no grant {Guid.Empty}"),
            (await RecordAsync(scene, grant, "GIFT", "1", "2024-06-15"), "'GIFT' is not a kind of movement."),
        })
        {
            Assert.Equal((2, ""), (end.ExitCode, end.Output));
            Assert.StartsWith(reason, end.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, await MovementsAsync(scene));
    }

    [Fact]
    public async Task A_movement_that_takes_effect_later_makes_nothing_due_yet()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var later = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow().AddMonths(3):yyyy-MM}");

        var end = await RecordAsync(scene, $"{await GrantAsync(scene)}", "COMMITMENT", "0.01", $"{later}-15");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains($"No month is due again: the movement is in no balance before {later} begins.", end.Output, StringComparison.Ordinal);
    }

    private static async Task RunAsync(PublishingScene scene)
    {
        using var run = ReportProcess.Start(scene, "2024-05", "2024-06");
        await run.EndWellAsync();
    }

    // No storage is given: recording needs none.
    private static async Task<AppEnd> RecordAsync(PublishingScene scene, string grant, string movement, string amount, string on)
    {
        using var process = ReportProcess.Start(scene.Database.Options, null, ["record", "--grant", grant, "--kind", movement, "--amount", amount, "--on", on]);
        return await process.EndAsync();
    }

    private static async Task<Guid> GrantAsync(PublishingScene scene)
    {
        await using var context = scene.Database.Contexts.CreateDbContext();
        return await context.Grants.Where(grant => grant.Movements.Count > 0).OrderBy(grant => grant.Id).Select(grant => grant.Id).FirstAsync(Cancelled);
    }

    private static async Task<decimal> ClosingAsync(PublishingScene scene)
    {
        await using var context = scene.Database.Contexts.CreateDbContext();
        return await context.Balances.Where(balance => balance.Month == May).SumAsync(balance => balance.Closing, Cancelled);
    }

    private static async Task<int> MovementsAsync(PublishingScene scene)
    {
        await using var context = scene.Database.Contexts.CreateDbContext();
        return await context.Movements.CountAsync(Cancelled);
    }
}

public sealed class RecordCommandsOnSqlite() : RecordCommandTests(DatabaseKind.Sqlite);

public sealed class RecordCommandsOnPostgres() : RecordCommandTests(DatabaseKind.PostgreSql);
