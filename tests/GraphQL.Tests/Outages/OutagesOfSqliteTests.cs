using System.Net;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.GraphQL.Tests.Outages;

/// <summary>The SQLite file cannot be written or read: clients are told to come again, and operators what is wrong.</summary>
public sealed class OutagesOfSqliteTests(AccessScene scene) : IAsyncDisposable
{
    private readonly SmallDisk? _disk = SmallDisk.TryMount(24);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_is_told_and_forgotten_when_there_is_room_again()
    {
        var options = await LoadAsync(_disk?.Folder ?? _folder.FullName);
        var contexts = new LimitedContexts(options);
        await using var outage = await OutageScene.StartAsync(
            scene.Authority, options, contexts, services => services.AddSingleton<IDbContextFactory<IndhCoopsContext>>(contexts));
        await outage.AssertRecordsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.OK, "ready");

        await ExecuteAsync(options, "pragma wal_checkpoint(truncate)");
        _disk?.Fill();
        contexts.IsFull = _disk is null;
        HttpResponseMessage answer;
        do
        {
            answer = await outage.RecordAsync();
        }
        while (answer.StatusCode == HttpStatusCode.OK);
        await OutageScene.AssertPutOffAsync(answer, "The disk of the database is full. Send the same again later.");
        await outage.AssertReadsAsync();
        if (_disk is not null)
        {
            await outage.AssertHealthAsync(HttpStatusCode.ServiceUnavailable, "the disk of the database is full");
        }

        _disk?.Empty();
        contexts.IsFull = false;
        await outage.AssertRecordsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.OK, "ready");
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.GetDirectoryName(PathOf(options))!), file => file.Contains("probe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_read_only_still_answers_queries()
    {
        var options = await LoadAsync(_folder.FullName);
        await using var outage = await OutageScene.StartAsync(
            scene.Authority,
            options with { ConnectionString = $"{options.ConnectionString};Mode=ReadOnly" },
            new IndhCoopsContextFactory(options));

        await outage.AssertPutOffAsync("The database takes no writes at the moment; reading works. Send the same again later.");
        await outage.AssertReadsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.ServiceUnavailable, "the database is read-only");
    }

    [Fact]
    public async Task A_writer_that_holds_the_file_for_too_long_puts_others_off()
    {
        var options = await LoadAsync(_folder.FullName);
        await using var outage = await OutageScene.StartAsync(
            scene.Authority, options, new IndhCoopsContextFactory(options), settings: ("Ledger:Wait", "00:00:01"));
        await using (var writer = new SqliteConnection(options.ConnectionString))
        {
            await writer.OpenAsync(Cancelled);
            await using var transaction = writer.BeginTransaction(deferred: false);

            // As many as would each keep a thread of a small pool busy.
            var answers = Task.WhenAll(Enumerable.Range(0, 40).Select(_ => outage.RecordAsync()));
            await outage.AssertReadsAsync();
            foreach (var answer in await answers)
            {
                await OutageScene.AssertPutOffAsync(answer, "The database is locked by another program. Ask again in a moment.");
            }
        }

        await outage.AssertRecordsAsync();
    }

    [Fact]
    public async Task A_damaged_file_is_told_until_it_is_restored()
    {
        var options = await LoadAsync(_folder.FullName);
        var sound = Path.Combine(_folder.FullName, "backup.db");
        await ExecuteAsync(options, $"vacuum into '{sound}'", "pragma wal_checkpoint(truncate)");
        await using (var file = new FileStream(PathOf(options), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            // All pages but the first, which holds the schema.
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)'x', (int)(file.Length - file.Position)).ToArray());
        }

        SqliteConnection.ClearAllPools();
        await using var server = await AccessServer.StartAsync(options);
        using (var answer = await server.GetAsync("/graphql?query=%7Bcooperatives%7Bnodes%7Bname%7D%7D%7D"))
        {
            await OutageScene.AssertPutOffAsync(answer, "The database is damaged; its operator has to restore it. Ask again later.");
        }

        using var health = await server.GetAsync("/health/ready");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "the database is damaged"),
            (health.StatusCode, HealthText.Of(await health.Content.ReadAsStringAsync(Cancelled))));
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _disk?.Dispose();
        _folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }

    private static async Task<DatabaseOptions> LoadAsync(string folder)
    {
        await using var loaded = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Cancelled);
        await new ReferenceDataLoader(loaded.Contexts, TimeProvider.System).LoadAsync(Cancelled);
        var options = DatabaseOptions.Choose(null, folder);
        await ExecuteAsync(loaded.Options, $"vacuum into '{PathOf(options)}'");
        await ExecuteAsync(options, "pragma journal_mode = wal");
        return options;
    }

    private static string PathOf(DatabaseOptions options) => new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;

    private static async Task ExecuteAsync(DatabaseOptions options, params string[] statements)
    {
        await using var connection = new SqliteConnection(options.ConnectionString);
        await connection.OpenAsync(Cancelled);
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(Cancelled);
        }
    }
}
