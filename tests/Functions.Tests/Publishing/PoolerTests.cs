using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.CommandLine;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>The monthly report behind PgBouncer, which gives each transaction another session.</summary>
public sealed class PoolerTests
{
    private const string Setting = "INDHCOOPS_Database__Pooling";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_strike_and_reports_are_made_through_it_and_without_the_setting_it_is_recognised()
    {
        await using var direct = await PublishingScene.SetAsync(DatabaseKind.PostgreSql);
        await using var scene = await PublishingScene.SetAsync(DatabaseKind.PostgreSql);
        await using var pooler = await PgBouncer.StartAsync(scene.Database, Cancelled);

        var untold = await CommandRun.OnAsync(pooler.Through(scene.Database), scene.Storage, ["run", "MonthlyReport"]);
        Assert.Equal(2, untold.ExitCode);
        Assert.Contains(
            $"Set {Setting}=transaction, or name PostgreSQL itself in the connection string.", untold.Error, StringComparison.Ordinal);
        Assert.Empty(await scene.ReportsAsync());

        // The same months directly and through it, at the same time of two machines' clocks: the same files come out.
        string[] months = ["run", "MonthlyReport", "--from", "2024-01", "--to", "2024-03"];
        await Task.WhenAll(
            CommandRun.EndWellAsync(pooler.Through(scene.Database), scene.Storage, months, ("Database:Pooling", "transaction")),
            CommandRun.EndWellAsync(direct.Database.Options, direct.Storage, months));

        Assert.Equal(
            (await direct.ReportsAsync()).Select(report => (report.Period, report.Revision, report.Files.Count)),
            (await scene.ReportsAsync()).Select(report => (report.Period, report.Revision, report.Files.Count)));
        Assert.Equal(3, (await scene.ReportsAsync()).Count);
        Assert.Equal(Csv(await direct.BlobsAsync()), Csv(await scene.BlobsAsync()));
    }

    private static IEnumerable<string> Csv(SortedDictionary<string, byte[]> blobs) =>
        blobs.Where(blob => blob.Key.EndsWith("balances.csv", StringComparison.Ordinal)).Select(
            blob => System.Text.Encoding.UTF8.GetString(blob.Value));
}
