using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Datasets;
using IndhCoops.Functions.Publishing;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>What becomes of revisions that lie in the storage while the database does not know them.</summary>
public abstract class RevisionTests(DatabaseKind kind)
{
    private static readonly DateOnly June = new(2024, 6, 1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_that_was_restated_after_a_run_was_killed_before_its_row_lands_anew_in_the_next_run()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RunAsync(PublishingScene.FirstHalf);
        await ForgetAsync(scene, June);
        await scene.RecordLateAsync("2024-06-10");
        scene.Clock.Advance(TimeSpan.FromHours(1));
        await scene.RunAsync();

        await AssertHoldsAsync(scene, [1, 2]);
        Assert.Equal("nothing was due", (await scene.RunAsync()).Summary);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)] // The report shows a strike whose number this ledger has not reached.
    public async Task A_report_of_a_ledger_that_was_replaced_by_its_backup_is_not_taken_for_one_of_this_ledger(int runs, bool isAhead)
    {
        await using var lost = await PublishingScene.SetAsync(kind);
        await lost.RunAsync(PublishingScene.FirstHalf);
        await using var restored = lost.Restored(await lost.Database.CopyAsync(Cancelled));
        if (isAhead)
        {
            await lost.RecordLateAsync("2024-07-01");
            await lost.RefreshAsync();
        }

        for (var run = 0; run < runs; run++)
        {
            await lost.RecordLateAsync("2024-06-10");
            await lost.RunAsync();
        }

        restored.Clock.Advance(TimeSpan.FromDays(1));
        await restored.RecordLateAsync("2024-06-12");
        await restored.RunAsync();

        await AssertHoldsAsync(restored, [1, 2 + runs]);
        Assert.Equal("nothing was due", (await restored.RunAsync()).Summary);
    }

    [Theory]
    [InlineData(null)] // The run was killed before it wrote the package.
    [InlineData("{ ")]
    [InlineData("[]")]
    [InlineData("""{ "version": "1", "resources": [{}] }""")]
    public async Task A_package_that_does_not_name_the_latest_balances_is_written_by_the_next_run(string? package)
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RunAsync(PublishingScene.FirstHalf);
        var before = (await scene.BlobsAsync())[DatasetPackage.Path];
        await scene.RecordLateAsync("2024-06-10");
        await scene.RunAsync();
        await scene.TamperAsync(DatasetPackage.Path, package ?? System.Text.Encoding.UTF8.GetString(before));
        await scene.RunAsync();

        await AssertHoldsAsync(scene, [1, 2]);
    }

    // As if the run had been killed after the manifest.
    private static async Task ForgetAsync(PublishingScene scene, DateOnly period)
    {
        await using var context = scene.Database.Contexts.CreateDbContext();
        await context.ReportFiles.Where(file => file.Report.Period == period).ExecuteDeleteAsync(Cancelled);
        await context.Reports.Where(report => report.Period == period).ExecuteDeleteAsync(Cancelled);
    }

    // The latest revision says what the balances say, and so do the month's file of the dataset and its package.
    private static async Task AssertHoldsAsync(PublishingScene scene, int[] revisions)
    {
        var reports = (await scene.ReportsAsync()).Where(report => report.Period == June).ToList();
        Assert.Equal(revisions, reports.Select(report => report.Revision));
        await using var context = scene.Database.Contexts.CreateDbContext();
        var month = await context.StruckMonths.SingleAsync(month => month.Month == June, Cancelled);
        Assert.Equal(month.Strike, reports[^1].Strike.Number);
        var blobs = await scene.BlobsAsync();
        var manifest = Manifest.Parse(new BinaryData(blobs[Manifest.PathOf(June, revisions[^1])]));
        Assert.Equal(reports[^1].Strike.StruckAt, manifest.Strike.StruckAt);
        var table = reports[^1].Files.Single(file => file.Format == ReportFormat.Parquet);
        Assert.Equal(table.Sha256, Checksums.Sha256(blobs[MonthPublisher.DatasetPath(June)]));
        var package = System.Text.Encoding.UTF8.GetString(blobs[DatasetPackage.Path]);
        Assert.Contains($"sha256:{table.Sha256}", package, StringComparison.Ordinal);
        await scene.AssertNothingHalfVisibleAsync();
    }
}

public sealed class RevisionsOnSqlite() : RevisionTests(DatabaseKind.Sqlite);

public sealed class RevisionsOnPostgres() : RevisionTests(DatabaseKind.PostgreSql);
