using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>A clock that is wrong stops a run with a sentence, and what a run did by one can be taken back.</summary>
public abstract class WrongClockTests(DatabaseKind kind)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_computes_nothing_while_the_clock_is_before_a_month_of_which_there_are_balances()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.RefreshAsync();
        await using var behind = scene.Restored(await scene.Database.CopyAsync(Cancelled));
        await MoveAsync(behind, months: 5);
        await behind.RecordLateAsync("2024-02-10");

        var refused = await Assert.ThrowsAsync<StartException>(() => behind.RefreshAsync());

        Assert.StartsWith(
            "The clock of this machine says 2024-07-01 02:00Z, but there are balances of 2024-12. No balance was computed:",
            refused.Message,
            StringComparison.Ordinal);
        await using var context = behind.Database.Contexts.CreateDbContext();
        Assert.Single(await context.UnstruckMovements.ToListAsync(Cancelled));
    }

    [Fact]
    public async Task What_a_clock_that_was_ahead_left_is_removed_as_the_documentation_says()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        scene.Clock.SetUtcNow(DateTimeOffset.UtcNow);
        await scene.RunAsync();
        await using var ahead = scene.Restored(await scene.Database.CopyAsync(Cancelled));
        ahead.Clock.SetUtcNow(DateTimeOffset.UtcNow.AddYears(4));
        if (kind == DatabaseKind.PostgreSql)
        {
            // Its own clock shows that.
            var refused = await Assert.ThrowsAsync<StartException>(() => ahead.RunAsync());
            Assert.Contains("and that of the database", refused.Message, StringComparison.Ordinal);
            return;
        }

        Assert.EndsWith("reports landed", (await ahead.RunAsync()).Summary, StringComparison.Ordinal);
        await using var again = scene.Restored(await ahead.Database.CopyAsync(Cancelled));
        again.Clock.SetUtcNow(DateTimeOffset.UtcNow);
        await Assert.ThrowsAsync<StartException>(() => again.RunAsync());
        await UndoAsync(again);
        await again.RunAsync();

        Assert.Equal(
            (await scene.ReportsAsync()).Select(report => report.Period), (await again.ReportsAsync()).Select(report => report.Period));
        await using var context = again.Database.Contexts.CreateDbContext();
        var current = again.Clock.CurrentMonth();
        Assert.All(
            await context.Balances.Where(balance => balance.Month >= current).ToListAsync(Cancelled),
            balance => Assert.Equal((current, true), (balance.Month, balance.Provisional)));
        Assert.Equal("nothing was due", (await again.RunAsync()).Summary);
        await again.AssertNothingHalfVisibleAsync();
    }

    [Fact]
    public async Task The_documentation_removes_months_that_have_not_begun()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        scene.Clock.SetUtcNow(DateTimeOffset.UtcNow);
        await scene.RunAsync();
        var reports = (await scene.ReportsAsync()).Count;
        await MoveAsync(scene, months: 60);
        await Assert.ThrowsAsync<StartException>(() => scene.RefreshAsync());

        await UndoAsync(scene);

        Assert.Equal("nothing was due", (await scene.RunAsync()).Summary);
        Assert.Equal(reports, (await scene.ReportsAsync()).Count);
    }

    // As if a run had struck months that follow.
    private static async Task MoveAsync(PublishingScene scene, int months)
    {
        await using var context = scene.Database.Contexts.CreateDbContext();
        var last = await context.StruckMonths.MaxAsync(month => month.Month, Cancelled);
        for (var month = last.AddMonths(1); month <= last.AddMonths(months); month = month.AddMonths(1))
        {
            await context.Database.ExecuteSqlAsync(
                $"insert into struck_months (month, year, is_provisional, strike) values ({month}, {month.Year}, false, 1)", Cancelled);
        }
    }

    private async Task UndoAsync(PublishingScene scene)
    {
        var text = await File.ReadAllTextAsync(SourceTree.PathOf("docs", "explanation", "what-can-go-wrong.md"), Cancelled);
        var blocks = text[text.IndexOf("### A clock that was ahead", StringComparison.Ordinal)..].Split("```");
        await using var context = scene.Database.Contexts.CreateDbContext();
        await context.Database.ExecuteSqlRawAsync(blocks[kind == DatabaseKind.Sqlite ? 1 : 3]["text".Length..], Cancelled);
    }
}

public sealed class WrongClocksOnSqlite() : WrongClockTests(DatabaseKind.Sqlite);

public sealed class WrongClocksOnPostgres() : WrongClockTests(DatabaseKind.PostgreSql);
