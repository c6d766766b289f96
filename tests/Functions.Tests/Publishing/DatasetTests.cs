using System.Text.Json;
using DuckDB.NET.Data;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Datasets;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Publishing;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Reporting;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>What those rely on who analyse all data elsewhere: DuckDB reads every table, and its sums are those of the graph.</summary>
public abstract class DatasetTests(DatabaseKind kind)
{
    private static readonly FunctionRequest TwoMonths = new(new DateOnly(2024, 5, 1), new DateOnly(2024, 6, 1));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DuckDB_reads_every_table_that_the_package_names_and_its_sums_are_those_of_the_database()
    {
        await using var scene = await PublishingScene.SetAsync(kind, isComplete: true);
        await scene.RunAsync(TwoMonths);
        var blobs = await scene.BlobsAsync();
        using var folder = new AppFolder();
        var tables = await SaveAsync(blobs, folder);

        await using var context = scene.Database.Contexts.CreateDbContext();
        await using var duck = new DuckDBConnection("Data Source=:memory:");
        await duck.OpenAsync(Cancelled);
        object[] Row(string table, string select) =>
            ReadBack.Rows(
                duck,
                $"select {select} from read_parquet([{string.Join(", ", tables[table].Select(path => $"'{path}'"))}], "
                    + "hive_partitioning = true)")[0];

        Assert.Equal(
            ["balances", "cooperatives", "grants", "movements", "observations", "projects", "statements"],
            tables.Select(table => table.Key).Order(StringComparer.Ordinal));
        var movements = await context.Movements.AsNoTracking().ToListAsync(Cancelled);
        Assert.Equal(
            [
                (long)movements.Count,
                movements.Sum(movement => movement.Amount),
                movements.Where(movement => movement.Kind == MovementKind.Disbursement).Sum(movement => movement.Amount),
            ],
            Row("movements", "count(*), sum(amount), sum(amount) filter (kind = 'DISBURSEMENT')"));
        Assert.Equal([true], Row("movements", "bool_and(year = year(effective_on))"));
        Assert.Equal([(long)await context.Cooperatives.CountAsync(Cancelled)], Row("cooperatives", "count(distinct cooperative_id)"));
        var grants = await context.Grants.AsNoTracking().ToListAsync(Cancelled);
        Assert.Equal(
            [(long)grants.Count, grants.Sum(grant => grant.Amount), (long)grants.Count(grant => grant.AwardedOn is null)],
            Row("grants", "count(*), sum(amount), count(*) filter (awarded_on is null)"));
        var projects = await context.Projects.AsNoTracking().ToListAsync(Cancelled);
        Assert.Equal([(long)projects.Count, projects.Sum(project => project.TotalCost ?? 0)], Row("projects", "count(*), sum(total_cost)"));
        var observations = await context.Observations.AsNoTracking().ToListAsync(Cancelled);
        Assert.Equal(
            [(long)observations.Count, observations.Sum(observation => observation.Value)], Row("observations", "count(*), sum(value)"));
        var statements = await context.Statements.AsNoTracking().ToListAsync(Cancelled);
        Assert.Equal(
            [(long)statements.Count, statements.Sum(statement => statement.IndhContribution ?? 0)],
            Row("statements", "count(*), sum(indh_contribution)"));
        var balances = await context.Balances.AsNoTracking()
            .Where(balance => balance.Month >= TwoMonths.From && balance.Month <= TwoMonths.To)
            .ToListAsync(Cancelled);
        Assert.Equal(
            [balances.Sum(balance => balance.Disbursed), (long)balances.Count, 2L],
            Row("balances", "sum(disbursed), count(*), count(distinct month)"));
    }

    [Fact]
    public async Task A_reader_of_the_former_package_finds_its_files_for_a_day_and_what_nobody_names_is_evicted()
    {
        await using var scene = await PublishingScene.SetAsync(kind, isComplete: true);
        await scene.RunAsync(TwoMonths);
        var first = Paths(await scene.BlobsAsync());
        scene.Clock.Advance(TimeSpan.FromDays(2));
        await scene.RecordLateAsync("2024-06-10");
        await scene.RunAsync(TwoMonths);
        var second = Paths(await scene.BlobsAsync());
        var both = await scene.BlobsAsync();

        Assert.All(first.Concat(second), path => Assert.Contains(path, both.Keys));
        Assert.NotEqual(first, second);

        scene.Clock.Advance(TimeSpan.FromDays(2));
        await scene.RecordLateAsync("2024-06-11");
        await scene.RunAsync(TwoMonths);
        var third = await scene.BlobsAsync();

        Assert.All(Paths(third).Concat(second), path => Assert.Contains(path, third.Keys));
        Assert.DoesNotContain(first.First(path => path.EndsWith("cooperatives.parquet", StringComparison.Ordinal)), third.Keys);
    }

    [Fact]
    public async Task A_table_that_somebody_deleted_is_written_by_the_next_run()
    {
        await using var scene = await PublishingScene.SetAsync(kind, isComplete: true);
        await scene.RunAsync(TwoMonths);
        await scene.DeleteAsync(Paths(await scene.BlobsAsync()).First(path => path.EndsWith("grants.parquet", StringComparison.Ordinal)));
        await scene.RunAsync(TwoMonths);

        var blobs = await scene.BlobsAsync();
        Assert.All(Paths(blobs), path => Assert.Contains(path, blobs.Keys));
    }

    // The package names every file by its size and checksum; each lies below a folder as in storage.
    private static async Task<ILookup<string, string>> SaveAsync(SortedDictionary<string, byte[]> blobs, AppFolder folder)
    {
        using var package = JsonDocument.Parse(blobs[DatasetPackage.Path]);
        var saved = new List<(string Table, string Path)>();
        foreach (var resource in package.RootElement.GetProperty("resources").EnumerateArray())
        {
            var path = resource.GetProperty("path").GetString()!;
            var bytes = blobs[$"datasets/{path}"];
            Assert.Equal(
                (bytes.LongLength, $"sha256:{Checksums.Sha256(bytes)}"),
                (resource.GetProperty("bytes").GetInt64(), resource.GetProperty("hash").GetString()));
            var file = Path.Combine(folder.Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, bytes, Cancelled);
            saved.Add((resource.GetProperty("table").GetString()!, file));
        }

        return saved.ToLookup(file => file.Table, file => file.Path);
    }

    private static List<string> Paths(SortedDictionary<string, byte[]> blobs)
    {
        using var package = JsonDocument.Parse(blobs[DatasetPackage.Path]);
        return
        [
            .. package.RootElement.GetProperty("resources").EnumerateArray().Select(
                resource => $"datasets/{resource.GetProperty("path").GetString()}"),
        ];
    }
}

public sealed class DatasetsOnSqlite() : DatasetTests(DatabaseKind.Sqlite);

public sealed class DatasetsOnPostgres() : DatasetTests(DatabaseKind.PostgreSql);
