using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.CommandLine;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary><c>record</c> on every kind of database, and what the next run makes of it.</summary>
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
        Assert.Contains(
            $": COMMITMENT of 1234.50 MAD on grant {grant}, effective 2024-05-17, SYNTHETIC.", end.Output, StringComparison.Ordinal);
        Assert.Contains(
            "2024-05 is due again, and every month after it: the next run of MonthlyReport", end.Output, StringComparison.Ordinal);
        await RunAsync(scene);
        Assert.Equal(
            [(5, 1), (5, 2), (6, 1), (6, 2)], (await scene.ReportsAsync()).Select(report => (report.Period.Month, report.Revision)));
        Assert.Equal(closing + 1234.50m, await ClosingAsync(scene));
        var after = await scene.BlobsAsync();
        Assert.All(
            before.Where(blob => blob.Key.StartsWith("monthly/", StringComparison.Ordinal)),
            blob => Assert.Equal(blob.Value, after[blob.Key]));
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
            (
                await RecordAsync(scene, grant, "DISBURSEMENT", "999999999.99", "2024-06-15"),
                "A disbursement of 999999999.99 MAD is more than the"),
            (await RecordAsync(scene, grant, "DISBURSEMENT", "-5", "2024-06-15"), "The amount of a disbursement cannot be -5 MAD"),
            (await RecordAsync(scene, grant, "COMMITMENT", "12.345", "2024-06-15"), "12.345 MAD is not an amount that the ledger holds"),
            (
                await RecordAsync(scene, grant, "COMMITMENT", "100.0000000000000000000000000000000000001", "2024-06-15"),
                "100.0000000000000000000000000000000000001 MAD is not an amount that the ledger holds"),
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
    public async Task A_movement_that_takes_effect_later_makes_nothing_due_yet_and_lies_not_too_far_ahead()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var grant = $"{await GrantAsync(scene)}";
        var day = MoroccanCalendar.CurrentDay(TimeProvider.System).AddDays(31);

        var refused = await RecordAsync(scene, grant, "COMMITMENT", "0.01", $"{day.AddDays(1):yyyy-MM-dd}");
        var taken = await RecordAsync(scene, grant, "COMMITMENT", "0.01", $"{day:yyyy-MM-dd}");

        Assert.Equal((2, 0), (refused.ExitCode, taken.ExitCode));
        Assert.Contains(
            $"the last day that may be given today is {day:yyyy-MM-dd} (setting Ledger__DaysAhead)",
            refused.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            $"No month is due again: the movement is in no balance before {day:yyyy-MM} begins.", taken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_that_record_the_same_reference_at_once_record_it_once()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var grant = $"{await GrantAsync(scene)}";
        var before = await MovementsAsync(scene);

        var ends = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => RecordInProcessAsync(scene, grant, "COMMITMENT", "7", "2024-06-15", "D 2024/9")));
        var other = await RecordAsync(scene, grant, "COMMITMENT", "8", "2024-06-15", "D 2024/9");

        Assert.All(ends, end => Assert.Equal((0, ""), (end.ExitCode, end.Error)));
        Assert.Equal(["Already", "Already", "Recorded"], ends.Select(end => end.Output.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Single(ends.Select(end => end.Output.Split(':')[0].Split(' ')[^1]).Distinct());
        Assert.Equal(2, other.ExitCode);
        Assert.Contains(
            "has another movement under reference 'D 2024/9': a commitment of 7.00 MAD on 2024-06-15",
            other.Error,
            StringComparison.Ordinal);
        Assert.Equal(before + 1, await MovementsAsync(scene));
    }

    [Fact]
    public async Task A_ledger_that_is_not_sound_is_listed_and_stays()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var sound = await CheckAsync(scene);
        Assert.Equal((0, ""), (sound.ExitCode, sound.Error));
        Assert.StartsWith("The ledger is sound: ", sound.Output, StringComparison.Ordinal);
        await using var context = scene.Database.Contexts.CreateDbContext();
        var grant = await GrantAsync(scene);

        // As if an earlier version had awarded it another day.
        await context.Database.ExecuteSqlAsync(
            $"update grants set awarded_on = '2199-01-01', note = 'x' where id = {Stored(grant)}", Cancelled);
        var end = await CheckAsync(scene);

        Assert.Equal((1, ""), (end.ExitCode, end.Error));
        Assert.Contains($"grant {grant}\t", end.Output, StringComparison.Ordinal);
        Assert.Contains("The ledger is not sound: ", end.Output, StringComparison.Ordinal);
    }

    private static Task RunAsync(PublishingScene scene) =>
        CommandRun.EndWellAsync(scene.Database.Options, scene.Storage, ["run", "MonthlyReport", "--from", "2024-05", "--to", "2024-06"]);

    // No storage is given: recording needs none.
    private static Task<AppEnd> RecordAsync(
        PublishingScene scene, string grant, string movement, string amount, string on, string? reference = null) =>
        CommandRun.OnAsync(scene.Database.Options, null, Record(grant, movement, amount, on, reference));

    private static async Task<AppEnd> RecordInProcessAsync(
        PublishingScene scene, string grant, string movement, string amount, string on, string reference)
    {
        using var process = ReportProcess.Start(scene.Database.Options, null, Record(grant, movement, amount, on, reference));
        return await process.EndAsync();
    }

    private static string[] Record(string grant, string movement, string amount, string on, string? reference) =>
        [
            "record",
            "--grant",
            grant,
            "--kind",
            movement,
            "--amount",
            amount,
            "--on",
            on,
            .. reference is null ? (string[])[] : ["--reference", reference],
        ];

    private static Task<AppEnd> CheckAsync(PublishingScene scene) => CommandRun.OnAsync(scene.Database.Options, null, ["check-ledger"]);

    private object Stored(Guid id) => kind == DatabaseKind.Sqlite ? id.ToByteArray(bigEndian: true) : id;

    private static async Task<Guid> GrantAsync(PublishingScene scene)
    {
        await using var context = scene.Database.Contexts.CreateDbContext();
        return await context.Grants.Where(grant => grant.Movements.Count > 0).OrderBy(grant => grant.Id).Select(grant => grant.Id)
            .FirstAsync(Cancelled);
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
