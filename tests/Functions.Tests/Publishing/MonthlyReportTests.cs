using System.Text.RegularExpressions;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Datasets;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Publishing;
using IndhCoops.Functions.Reporting;
using IndhCoops.Functions.Tests.Playing;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>What an office can rely on, on every kind of database.</summary>
public abstract partial class MonthlyReportTests(DatabaseKind kind)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_due_month_lands_once_with_all_its_files()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var run = await scene.RunAsync();

        var reports = await scene.ReportsAsync();
        Assert.Equal([1, 2, 3, 4, 5, 6], reports.Select(report => report.Period.Month));
        Assert.Matches("^Strike 1: [0-9]+ balances from [0-9]{4}-[0-9]{2} on, [0-9.]+ s$", run.Lines[0]);
        Assert.Equal(8, run.Lines.Count);
        Assert.All(reports.Index(), report => Assert.Matches(
            $"^2024-0{report.Index + 1} revision 1, {report.Index + 1} "
                + $"of 6, [0-9.]+ s, {report.Item.Files.Single(file => file is { Format: ReportFormat.Html, Language: "fr" }).Url}$",
            run.Lines[report.Index + 1]));
        Assert.Equal("6 reports landed", run.Summary);
        Assert.All(reports, report => Assert.Equal(
            Enum.GetValues<ReportFormat>(), report.Files.Select(file => file.Format).Distinct().Order()));
        await scene.AssertNothingHalfVisibleAsync();

        var blobs = await scene.BlobsAsync();
        Assert.Equal(
            reports.SelectMany(report => report.Files.Select(file => file.Path))
                .Concat(reports.Select(report => MonthPublisher.DatasetPath(report.Period)))
                .Append(DatasetPackage.Path)
                .Order(StringComparer.Ordinal),
            blobs.Keys);

        var again = await scene.RunAsync();
        Assert.Empty(again.Lines);
        Assert.Equal("nothing was due", again.Summary);
        Assert.Equal(blobs, await scene.BlobsAsync());
    }

    [Fact]
    public async Task Months_that_cannot_have_a_report_are_told_apart_from_those_that_have_one()
    {
        await using var scene = await PublishingScene.SetAsync(kind);

        var ahead = await Assert.ThrowsAsync<StartException>(() => scene.RunAsync(new(new DateOnly(2024, 7, 1), new DateOnly(2024, 7, 1))));
        var ancient = await scene.RunAsync(new(new DateOnly(1, 1, 1), new DateOnly(1, 1, 1)));

        Assert.Equal("2024-07 has not ended, and a report is made of a month that has. The last one is 2024-06.", ahead.Message);
        Assert.Equal("nothing was due: these months have their reports, or are before the first month of the ledger", ancient.Summary);
    }

    [Fact]
    public async Task A_late_movement_leads_to_another_revision_of_its_month_and_those_after_it_and_the_old_ones_stay()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RunAsync();
        var before = await scene.BlobsAsync();

        await scene.RecordLateAsync("2024-05-17");
        await scene.RunAsync();

        Assert.Equal(
            [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (5, 2), (6, 1), (6, 2)],
            (await scene.ReportsAsync()).Select(report => (report.Period.Month, report.Revision)));
        await scene.AssertNothingHalfVisibleAsync();
        var after = await scene.BlobsAsync();
        Assert.All(
            before.Where(blob => !blob.Key.StartsWith("datasets/", StringComparison.Ordinal)),
            blob => Assert.Equal(blob.Value, after[blob.Key]));
        Assert.NotEqual(
            before[MonthPublisher.DatasetPath(new DateOnly(2024, 5, 1))], after[MonthPublisher.DatasetPath(new DateOnly(2024, 5, 1))]);
    }

    [Fact]
    public async Task A_month_restated_before_the_ones_that_are_due_by_themselves_is_restated_too()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RunAsync(new(new DateOnly(2023, 3, 1), new DateOnly(2023, 3, 1)));
        await scene.RecordLateAsync("2023-03-31");
        await scene.RunAsync();
        Assert.Equal(
            [1, 2],
            (await scene.ReportsAsync()).Where(report => report.Period == new DateOnly(2023, 3, 1)).Select(report => report.Revision));
    }

    [Fact]
    public async Task Each_province_has_its_files_in_the_manifest_and_in_the_graph()
    {
        await using var scene = await PublishingScene.SetAsync(kind, isComplete: true);
        await scene.RunAsync(new(new DateOnly(2024, 6, 1), new DateOnly(2024, 6, 1)));

        var report = Assert.Single(await scene.ReportsAsync());
        await scene.AssertNothingHalfVisibleAsync();
        await using var context = scene.Database.Contexts.CreateDbContext();
        var provinces = await context.Balances.Where(balance => balance.Month == report.Period).Select(balance => balance.Province.Code)
            .Distinct()
            .ToListAsync(Cancelled);
        Assert.Equal(
            provinces.Order(StringComparer.Ordinal).SelectMany(
                code => new[] { $"provinces/{code}.ar.html", $"provinces/{code}.html", $"provinces/{code}.xlsx" }),
            report.Files.Where(file => file.Territory is not null).Select(file => Manifest.NameOf(file.Path))
                .Order(StringComparer.Ordinal));
        Assert.All(report.Files.Where(file => file.Territory is not null), file => Assert.Equal(
            (true, file.Path.EndsWith(".ar.html", StringComparison.Ordinal) ? "ar" : "fr"),
            (file.Path.Contains($"/{file.Territory}.", StringComparison.Ordinal), file.Language)));
        Assert.Equal(
            ["ar", "fr"],
            report.Files.Where(file => file is { Territory: null, Format: ReportFormat.Html }).Select(file => file.Language).Order());
        var before = await scene.BlobsAsync();
        await scene.DeleteAsync(
            before.Keys.First(
                path => path.EndsWith(".xlsx", StringComparison.Ordinal) && path.Contains("/provinces/", StringComparison.Ordinal)));
        await scene.RefreshAsync();
        Assert.Equal(before, await scene.BlobsAsync());
    }

    [Fact]
    public async Task An_empty_ledger_has_its_report()
    {
        var database = await Databases.TestDatabase.WithFactsAsync(kind, Cancelled);
        await using var scene = await PublishingScene.OnAsync(database);
        var first = await scene.RunAsync();
        Assert.Empty(await scene.ReportsAsync());
        Assert.Matches("^Strike 1: no balance changed, [0-9.]+ s$", first.Lines[0]);
        Assert.Equal("balances are up to date, and no report was due", first.Summary);

        scene.Clock.Advance(TimeSpan.FromDays(31));
        await scene.RunAsync();
        var report = Assert.Single(await scene.ReportsAsync());
        Assert.Equal((new DateOnly(2024, 7, 1), 0), (report.Period, report.Files.Single(file => file.Format == ReportFormat.Csv).Rows));
    }

    [Fact]
    public async Task Runs_at_once_give_one_report()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => scene.RunAsync())));

        var reports = await scene.ReportsAsync();
        Assert.Equal(6, runs.Sum(run => Landed().Match(run.Summary) is { Success: true } landed ? int.Parse(landed.Value, null) : 0));
        Assert.All(runs, run => Assert.Matches("^([1-6] reports? landed|another run landed what was due|nothing was due)$", run.Summary));
        Assert.Equal([1, 2, 3, 4, 5, 6], reports.Select(report => report.Period.Month));
        await scene.AssertNothingHalfVisibleAsync();
        Assert.Equal(reports.Sum(report => report.Files.Count + 1) + 1, (await scene.BlobsAsync()).Count);
    }

    [Fact]
    public async Task A_database_that_was_restored_from_a_backup_lands_its_own_figures_and_leaves_the_lost_ones()
    {
        await using var lost = await PublishingScene.SetAsync(kind);
        await lost.RunAsync();
        await using var scene = lost.Restored(await lost.Database.CopyAsync(Cancelled));
        await lost.RecordLateAsync("2024-05-10");
        await lost.RunAsync();
        await lost.RecordLateAsync("2024-06-10");
        await lost.RunAsync();
        var published = (await lost.BlobsAsync()).Where(blob => blob.Key.StartsWith("monthly/", StringComparison.Ordinal)).ToList();

        scene.Clock.Advance(TimeSpan.FromHours(1));
        await scene.RecordLateAsync("2024-06-11");
        var run = await scene.RunAsync();

        Assert.Equal("1 report landed", run.Summary);
        var reports = (await scene.ReportsAsync()).Where(report => report.Period.Month == 6).ToList();
        Assert.Equal([(1, 1), (4, 2)], reports.Select(report => (report.Revision, report.Strike.Number)));
        var blobs = await scene.BlobsAsync();
        var manifest = Manifest.Parse(new BinaryData(blobs[reports[1].Files.Single(file => file.Format == ReportFormat.Manifest).Path]));
        Assert.Equal(reports[1].Strike.StruckAt, manifest.Strike.StruckAt);
        Assert.All(published, blob => Assert.Equal(blob.Value, blobs[blob.Key]));
        await scene.AssertNothingHalfVisibleAsync();
        Assert.Equal("nothing was due", (await scene.RunAsync()).Summary);
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("balances.csv")]
    [InlineData("manifest.json")]
    public async Task A_file_that_was_tampered_with_or_deleted_is_repaired_within_a_day(string name)
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RunAsync(PublishingScene.FirstHalf);
        var before = await scene.BlobsAsync();
        var paths = before.Keys.Where(path => path.EndsWith(name, StringComparison.Ordinal)).ToList();

        await scene.TamperAsync(paths[0], "<h1>Tout va bien</h1>");
        await scene.DeleteAsync(paths[1]);
        await scene.TamperAsync(MonthPublisher.DatasetPath(new DateOnly(2024, 3, 1)), "PAR1");
        var run = await scene.RefreshAsync();

        Assert.Equal((3, "nothing was due, 3 files of reports were damaged"), (run.Lines.Count, run.Summary));
        Assert.Equal(before, await scene.BlobsAsync());
    }

    [Fact]
    public async Task What_cannot_be_made_again_is_said_and_left_alone()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RunAsync();
        var page = (await scene.BlobsAsync()).Keys.First(
            path => path.StartsWith("monthly/2024-06/1/", StringComparison.Ordinal) && path.EndsWith(".html", StringComparison.Ordinal));
        await scene.RecordLateAsync("2024-06-10");
        await scene.RunAsync();
        await scene.TamperAsync(page, "<h1>Tout va bien</h1>");

        var line = Assert.Single((await scene.RefreshAsync()).Lines);
        Assert.Contains("2024-06 revision 1", line, StringComparison.Ordinal);
        Assert.Contains("cannot be made again", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_version_that_writes_another_file_still_repairs_what_this_one_has_published()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RunAsync(PublishingScene.FirstHalf);
        var before = await scene.BlobsAsync();
        foreach (var path in before.Keys.Where(path => path.StartsWith("monthly/2024-06/", StringComparison.Ordinal)))
        {
            await scene.TamperAsync(path, "<h1>Tout va bien</h1>");
        }

        var run = await scene.RefreshAsync(new AnotherWriter());

        Assert.All(run.Lines, line => Assert.EndsWith("was damaged and has been repaired.", line, StringComparison.Ordinal));
        Assert.Equal(before, await scene.BlobsAsync());
    }

    [Fact]
    public async Task A_later_version_adds_the_files_that_it_writes_besides_to_the_revisions_that_still_hold()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RunAsync(PublishingScene.FirstHalf);
        var before = await scene.BlobsAsync();
        await scene.RecordLateAsync("2024-05-10");

        var run = await scene.RunLaterVersionAsync(new AnotherWriter());

        Assert.Equal("2 reports landed", run.Summary);
        Assert.Equal(
            4,
            run.Lines.Count(
                line => line.EndsWith("revision 1: 1 files added that this version of the program writes", StringComparison.Ordinal)));
        var reports = await scene.ReportsAsync();
        Assert.Equal(
            [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (5, 2), (6, 1), (6, 2)],
            reports.Select(report => (report.Period.Month, report.Revision)));
        Assert.Equal(
            reports.Where(report => (report.Period.Month < 5) ^ (report.Revision == 2)),
            reports.Where(report => report.Files.Any(file => file.Path.EndsWith("/another.csv", StringComparison.Ordinal))));
        var march = reports.Single(report => report.Period.Month == 3);
        Assert.Single(
            march.Files.Where(file => file.Format != ReportFormat.Manifest).Select(file => file.Path[..file.Path.LastIndexOf('/')])
                .Distinct());
        Assert.Equal(
            ["monthly/2024-03/1/manifest.2.json", "monthly/2024-03/1/manifest.json"],
            march.Files.Where(file => file.Format == ReportFormat.Manifest).Select(file => file.Path).Order(StringComparer.Ordinal));
        await scene.AssertNothingHalfVisibleAsync();
        var after = await scene.BlobsAsync();
        Assert.All(
            before.Where(blob => blob.Key.StartsWith("monthly/", StringComparison.Ordinal)),
            blob => Assert.Equal(blob.Value, after[blob.Key]));

        Assert.Equal("nothing was due", (await scene.RunLaterVersionAsync(new AnotherWriter())).Summary);
        await scene.DeleteAsync("monthly/2024-01/1/manifest.json");
        await scene.DeleteAsync("monthly/2024-02/1/manifest.2.json");
        await scene.TamperAsync(
            march.Files.Single(file => file.Path.EndsWith("/another.csv", StringComparison.Ordinal)).Path, "<h1>Tout va bien</h1>");
        Assert.Equal("nothing was due, 3 files of reports were damaged", (await scene.RefreshAsync(new AnotherWriter())).Summary);
        Assert.Equal(
            after.Where(blob => blob.Key.StartsWith("monthly/", StringComparison.Ordinal)),
            (await scene.BlobsAsync()).Where(blob => blob.Key.StartsWith("monthly/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Landing_a_report_reads_nothing_that_it_has_just_written_and_lists_nothing()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var log = new RequestLog();

        await scene.RunAsync(new FunctionRequest(new DateOnly(2024, 6, 1), new DateOnly(2024, 6, 1)), log);

        Assert.Single(
            log.Requests,
            request =>
                request.StartsWith("PUT ", StringComparison.Ordinal) && request.Contains("/datasets/balances/", StringComparison.Ordinal));
        Assert.Single(
            log.Requests,
            request =>
                request.StartsWith("GET ", StringComparison.Ordinal)
                    && request.Contains("/monthly/", StringComparison.Ordinal)
                    && request.EndsWith("/manifest.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_storage_may_stop_in_mid_run_and_come_back()
    {
        using var folder = new AppFolder();
        await using var storage = await Databases.AzuriteServer.StartAsync(folder.Root, Cancelled);
        await using var scene = await PublishingScene.OnAsync(kind, storage);
        var run = Task.Run(() => scene.RunAsync());
        while ((await scene.BlobsAsync()).Count < 8)
        {
            Assert.False(run.IsCompleted);
        }

        await storage.StopAsync();
        await storage.StartAsync(Cancelled);
        await run;

        Assert.Equal(6, (await scene.ReportsAsync()).Count);
        await scene.AssertNothingHalfVisibleAsync();
    }

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex Landed();
}

/// <summary>What a later version may write besides.</summary>
internal sealed class AnotherWriter : IReportWriter
{
    public ReportFormat Format => ReportFormat.Csv;

    public string FileName => "another.csv";

    public ReportContent Write(MonthReport report) => new("a,b"u8.ToArray(), null);
}

public sealed class MonthlyReportsOnSqlite() : MonthlyReportTests(DatabaseKind.Sqlite);

public sealed class MonthlyReportsOnPostgres() : MonthlyReportTests(DatabaseKind.PostgreSql);
