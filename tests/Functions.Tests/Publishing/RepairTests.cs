using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>What an operator reads of files that are not what was published.</summary>
public abstract class RepairTests(DatabaseKind kind)
{
    private static readonly DateOnly June = new(2024, 6, 1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_whose_cooperative_was_renamed_is_said_to_be_lost_for_that_and_what_to_do()
    {
        await using var scene = await PublishingScene.SetAsync(kind, isComplete: true);
        await scene.RunAsync(new FunctionRequest(June, June));
        var pages = (await scene.BlobsAsync()).Keys.Where(
            path => path.Contains("/provinces/", StringComparison.Ordinal) && path.EndsWith(".html", StringComparison.Ordinal)).ToList();
        await using (var context = scene.Database.Contexts.CreateDbContext())
        {
            await context.Cooperatives.ExecuteUpdateAsync(
                rows => rows.SetProperty(row => row.Name, row => row.Name + " (nouveau nom)"), Cancelled);
        }

        // What is sound stays, whatever it would say now.
        Assert.Empty((await scene.RefreshAsync()).Lines);
        foreach (var page in pages)
        {
            await scene.DeleteAsync(page);
        }

        var lines = (await scene.RefreshAsync()).Lines;
        Assert.Equal(pages.Count, lines.Count);
        var lost = lines.Where(line => line.Contains("cannot be made again", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lost);
        Assert.All(lost, line => Assert.EndsWith(
            "a name or another text that it shows was corrected since, or this version of the program writes it otherwise. "
                + "Restore an older version of the blob, where the storage keeps them.",
            line,
            StringComparison.Ordinal));
    }
}

public sealed class RepairsOnSqlite() : RepairTests(DatabaseKind.Sqlite);

public sealed class RepairsOnPostgres() : RepairTests(DatabaseKind.PostgreSql);
