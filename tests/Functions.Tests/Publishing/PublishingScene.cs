using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using IndhCoops.Databases;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Datasets;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Importing;
using IndhCoops.Functions.Publishing;
using IndhCoops.Functions.Reporting;
using IndhCoops.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>A database with a small demo ledger and an account of the storage of its own, in July 2024.</summary>
internal sealed class PublishingScene : IAsyncDisposable
{
    private const int DemoCooperatives = 10;

    private readonly ConcurrentDictionary<string, (ETag Tag, byte[] Content)> _read = new(StringComparer.Ordinal);

    private PublishingScene(TestDatabase database, string storage) => (Database, Storage) = (database, storage);

    /// <summary>The months whose reports the tests ask for.</summary>
    public static FunctionRequest FirstHalf { get; } = new(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 1));

    public TestDatabase Database { get; }

    /// <summary>Reaches the storage.</summary>
    public string Storage { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2024, 7, 1, 2, 0, 0, TimeSpan.Zero));

    /// <summary>
    /// Whether reports of provinces and the tables of the dataset land as well: hundreds of files, of which one test is enough.
    /// </summary>
    public bool IsComplete { get; init; }

    /// <summary>How long the storage may be silent, where it is tried twice only; null for what the program has.</summary>
    public TimeSpan? Patience { get; init; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private BlobContainerClient Container => new BlobServiceClient(Storage).GetBlobContainerClient(ReportStorage.Container);

    /// <summary>Sets the scene on a kind of database.</summary>
    public static async Task<PublishingScene> SetAsync(DatabaseKind kind, bool isComplete = false) =>
        new(await TestDatabase.WithDemoAsync(kind, DemoCooperatives, Cancelled), await TestStorage.TakeAccountAsync(Cancelled))
        {
            IsComplete = isComplete,
        };

    /// <summary>Loads the shipped facts and the demo ledger.</summary>
    public static async Task FillAsync(TestDatabase database)
    {
        await new ReferenceDataLoader(database.Contexts, TimeProvider.System).LoadAsync(Cancelled);
        await new DemoLedgerLoader(database.Contexts, TimeProvider.System).LoadAsync(DemoCooperatives, null, Cancelled);
    }

    /// <summary>Sets the scene on a database that exists, which goes with the scene.</summary>
    public static async Task<PublishingScene> OnAsync(TestDatabase database) =>
        new(database, await TestStorage.TakeAccountAsync(Cancelled));

    /// <summary>Sets the scene on a backup of the database, with the storage as it is: what was published since lies in it.</summary>
    public PublishingScene Restored(TestDatabase backup) => new(backup, Storage);

    /// <summary>Sets the scene behind what stands before its storage; a request that fails is tried once more, at once.</summary>
    public PublishingScene Behind(HeldStorage storage, TimeSpan patience) =>
        new(Database, storage.ConnectionString) { Patience = patience };

    /// <summary>Sets the scene with a storage that a test may stop.</summary>
    public static async Task<PublishingScene> OnAsync(DatabaseKind kind, AzuriteServer storage) =>
        new(await TestDatabase.WithDemoAsync(kind, DemoCooperatives, Cancelled), storage.ConnectionString);

    /// <summary>Runs the monthly report once, by an instance of its own.</summary>
    public Task<RecordedRun> RunAsync(FunctionRequest? request = null, params IEnumerable<HttpPipelinePolicy> policies) =>
        RunAsync<MonthlyReport>(request, null, policies);

    /// <summary>Runs the monthly report of a later version of the program, which has a writer more.</summary>
    public Task<RecordedRun> RunLaterVersionAsync(IReportWriter another) => RunAsync<MonthlyReport>(null, another);

    /// <summary>Runs what is run daily once, by an instance of its own; a later version of the program may have a writer more.</summary>
    public Task<RecordedRun> RefreshAsync(IReportWriter? another = null) => RunAsync<RefreshBalances>(null, another);

    /// <summary>Imports what lies in the container once, by an instance of its own.</summary>
    public Task<RecordedRun> ImportAsync() => RunAsync<ImportFiles>(null, null);

    private async Task<RecordedRun> RunAsync<TFunction>(
        FunctionRequest? request, IReportWriter? another, params IEnumerable<HttpPipelinePolicy> policies)
        where TFunction : class, IFunction
    {
        var options = ReportStorage.Patient;
        if (Patience is { } patience)
        {
            (options.Retry.MaxRetries, options.Retry.Delay, options.Retry.NetworkTimeout) = (1, TimeSpan.Zero, patience);
        }

        foreach (var policy in policies)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        }

        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Reports:Months", "6")]).Build())
            .AddIndhCoopsDatabase(Database.Options)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(ReportStorage.Connect(new StorageOptions(Storage, null), options))
            .AddReporting()
            .AddPublishing()
            .AddDatasets()
            .AddImporting()
            .AddSingleton<TFunction>();
        if (another is not null)
        {
            collection.AddSingleton(another);
        }

        if (!IsComplete)
        {
            collection.RemoveAll<IProvinceWriter>().RemoveAll<DatasetTable>();
        }

        await using var services = collection.BuildServiceProvider();
        var run = new RecordedRun();
        run.Summary =
            (await services.GetRequiredService<TFunction>().RunAsync(request ?? FunctionRequest.WhatIsDue, run, Cancelled)).Summary;
        return run;
    }

    /// <summary>Records a movement on a grant with money left, as a clerk who comes late would.</summary>
    public async Task RecordLateAsync(string effectiveOn)
    {
        await using var context = Database.Contexts.CreateDbContext();
        var grant = await context.Grants.Where(row => row.Movements.Count > 0).OrderBy(row => row.Id).Select(row => row.Id)
            .FirstAsync(Cancelled);
        await new MovementRecorder(Database.Contexts, Options.Create(new LedgerOptions()), Clock)
            .RecordAsync(new NewMovement(grant, MovementKind.Commitment, 1000.01m, DateOnly.Parse(effectiveOn, null)), Cancelled);
    }

    /// <summary>Every blob by its path.</summary>
    public async Task<SortedDictionary<string, byte[]>> BlobsAsync()
    {
        var blobs = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        if (await Container.ExistsAsync(Cancelled))
        {
            await foreach (var blob in Container.GetBlobsAsync(cancellationToken: Cancelled))
            {
                // Reports of years are looked at again and again: what has not been written since is not downloaded again.
                if (!_read.TryGetValue(blob.Name, out var read) || read.Tag != blob.Properties.ETag)
                {
                    var content = (await Container.GetBlobClient(blob.Name).DownloadContentAsync(Cancelled)).Value;
                    _read[blob.Name] = read = (content.Details.ETag, content.Content.ToArray());
                }

                blobs.Add(blob.Name, read.Content);
            }
        }

        return blobs;
    }

    /// <summary>Puts something else in the place of a blob.</summary>
    public Task TamperAsync(string path, string content) =>
        Container.GetBlobClient(path).UploadAsync(BinaryData.FromString(content), overwrite: true, Cancelled);

    /// <summary>Removes a blob.</summary>
    public Task DeleteAsync(string path) => Container.DeleteBlobAsync(path, cancellationToken: Cancelled);

    /// <summary>The reports that the graph shows, with their files.</summary>
    public async Task<List<Report>> ReportsAsync()
    {
        await using var context = Database.Contexts.CreateDbContext();
        return await context.Reports.AsNoTracking().Include(report => report.Files).Include(report => report.Strike)
            .OrderBy(report => report.Period).ThenBy(report => report.Revision).ToListAsync(Cancelled);
    }

    /// <summary>Every manifest and every row speaks of files that are there, whole.</summary>
    public async Task AssertNothingHalfVisibleAsync()
    {
        var reports = await ReportsAsync();
        var blobs = await BlobsAsync();
        foreach (var (path, json) in blobs.Where(blob => blob.Key.Contains("/manifest.", StringComparison.Ordinal)))
        {
            var manifest = Manifest.Parse(new BinaryData(json));
            Assert.Equal(Manifest.FolderOf(manifest.Period, manifest.Revision), path[..path.LastIndexOf('/')]);
            Assert.All(manifest.Files, file => Assert.Equal(file.Sha256, Checksums.Sha256(blobs[file.Path])));
        }

        Assert.All(reports.SelectMany(report => report.Files), file => Assert.Equal(file.Sha256, Checksums.Sha256(blobs[file.Path])));
        if (blobs.TryGetValue(DatasetPackage.Path, out var package))
        {
            // Balances lie in the dataset since their report landed; the tables are those of the package.
            using var json = System.Text.Json.JsonDocument.Parse(package);
            Assert.All(
                json.RootElement.GetProperty("resources").EnumerateArray().Where(
                    resource => resource.GetProperty("table").GetString() != "balances"),
                resource => Assert.Equal(
                    resource.GetProperty("hash").GetString(),
                    $"sha256:{Checksums.Sha256(blobs[$"datasets/{resource.GetProperty("path").GetString()}"])}"));
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
