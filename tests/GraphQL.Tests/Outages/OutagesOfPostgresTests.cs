using System.Net;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.GraphQL.Tests.Access;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Outages;

/// <summary>PostgreSQL stops, takes no writes or has no room left: clients are told to come again, and operators what is wrong.</summary>
public sealed class OutagesOfPostgresTests(AccessScene scene, OutagesOfPostgresTests.Cluster cluster) : IClassFixture<OutagesOfPostgresTests.Cluster>, IAsyncLifetime
{
    private readonly PostgresCluster _cluster = cluster.Server;
    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_cluster, CancellationToken.None);
        await new ReferenceDataLoader(_database.Contexts, TimeProvider.System).LoadAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_server_that_stops_is_missed_until_it_is_back()
    {
        await using var outage = await StartAsync();
        await outage.AssertRecordsAsync();

        await _cluster.StopAsync(Cancelled);
        await outage.AssertPutOffAsync("The database cannot be reached. Ask again in a moment.");
        await outage.AssertHealthAsync(HttpStatusCode.ServiceUnavailable, "the database cannot be reached");

        // Connections that were cut are found one by one.
        await _cluster.RestartAsync(Cancelled);
        await outage.WaitUntilReadsAsync();
        await outage.AssertRecordsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.OK, "ready");
    }

    [Fact]
    public async Task A_server_that_keeps_silent_is_missed_too()
    {
        await using var outage = await StartAsync();
        await outage.AssertReadsAsync();

        await _cluster.FreezeAsync(Cancelled);
        using (var answer = await outage.Server.GetAsync("/graphql?query=%7Bregions%7BtotalCount%7D%7D"))
        {
            await OutageScene.AssertPutOffAsync(answer, "The database cannot be reached. Ask again in a moment.");
        }

        await outage.AssertHealthAsync(HttpStatusCode.ServiceUnavailable, "the database does not answer in time");

        await _cluster.ThawAsync(Cancelled);
        await outage.WaitUntilReadsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.OK, "ready");
    }

    [Fact]
    public async Task A_server_that_is_read_only_still_answers_queries()
    {
        await ExecuteAsync($"alter database {new NpgsqlConnectionStringBuilder(_database.Options.ConnectionString).Database} set default_transaction_read_only = on");
        NpgsqlConnection.ClearAllPools();

        await using var outage = await OutageScene.StartAsync(
            scene.Authority, _database.Options, new IndhCoopsContextFactory(DatabaseOptions.PostgreSql($"{_database.Options.ConnectionString};Options=-c default_transaction_read_only=off")));

        await outage.AssertPutOffAsync("The database takes no writes at the moment; reading works. Send the same again later.");
        await outage.AssertReadsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.OK, "ready\nthe database is read-only: reading works, nothing can be recorded");
    }

    [Fact]
    public async Task A_full_disk_is_told_and_forgotten_when_there_is_room_again()
    {
        using var disk = SmallDisk.TryMount(4)?.GiveToPostgres();
        await using var outage = await StartAsync();
        await FillAsync(disk);

        // What room the last page of the table has is used up first.
        HttpResponseMessage answer;
        do
        {
            answer = await outage.RecordAsync();
        }
        while (answer.StatusCode == HttpStatusCode.OK);
        await OutageScene.AssertPutOffAsync(answer, "The disk of the database is full. Send the same again later.");
        await outage.AssertReadsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.OK, "ready\nthe disk of the database is full: reading works, nothing can be recorded");

        await EmptyAsync(disk);
        await outage.AssertRecordsAsync();
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    private Task<OutageScene> StartAsync() => OutageScene.StartAsync(scene.Authority, _database.Options, _database.Contexts);

    // Where nothing may be mounted, PostgreSQL is made to say what it says on a full disk.
    private async Task FillAsync(SmallDisk? disk)
    {
        if (disk is null)
        {
            await ExecuteAsync(
                "create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$",
                "create trigger no_room before insert on movements execute function no_room()");
            return;
        }

        await ExecuteAsync($"create tablespace small location '{disk.Folder}'");
        await ExecuteAsync("alter table movements set tablespace small");
        disk.Fill();
    }

    private async Task EmptyAsync(SmallDisk? disk)
    {
        if (disk is null)
        {
            await ExecuteAsync("drop trigger no_room on movements");
        }

        disk?.Empty();
    }

    private async Task ExecuteAsync(params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create($"{_database.Options.ConnectionString};Pooling=false");
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(Cancelled);
        }
    }

    /// <summary>A server of these tests' own, which each of them leaves running.</summary>
    public sealed class Cluster : IAsyncLifetime
    {
        public PostgresCluster Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await PostgresCluster.StartAsync(CancellationToken.None);

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
