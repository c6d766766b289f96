using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Outages;

/// <summary>PostgreSQL stops, takes no writes or has no room left: clients are told to come again, and operators what is wrong.</summary>
public sealed class OutagesOfPostgresTests(
    AccessScene scene, OutagesOfPostgresTests.Cluster cluster) : IClassFixture<OutagesOfPostgresTests.Cluster>, IAsyncLifetime
{
    private const string Away = "The database cannot be reached. Ask again in a moment.";

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
        var log = new RecordedLog();
        await using var outage = await OutageScene.StartAsync(
            scene.Authority,
            _database.Options,
            _database.Contexts,
            services => services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Information)));
        await outage.AssertRecordsAsync();

        await _cluster.StopAsync(Cancelled);
        await outage.AssertPutOffAsync(Away);
        await outage.AssertHealthAsync(HttpStatusCode.ServiceUnavailable, "the database cannot be reached");

        // Connections that were cut are found one by one.
        await _cluster.RestartAsync(Cancelled);
        await outage.WaitUntilReadsAsync();
        await outage.AssertRecordsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.OK, "ready");

        // An ordinary outage is told in sentences; a stack trace would say nothing that its operator could use.
        Assert.Contains(log.Lines, line => line.Contains("was answered 503, the database being Away", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_keeps_silent_is_missed_too()
    {
        await using var outage = await StartAsync();
        await using var forgetful = await AccessServer.StartAsync(
            _database.Options, ("Answers:Keep", "false"), ("GraphHttp:RequestTimeout", "00:00:02"));
        await outage.AssertReadsAsync();
        await outage.AssertRecordsAsync();

        await _cluster.FreezeAsync(Cancelled);
        var answers = await Task.WhenAll(
            outage.Server.GetAsync("/graphql?query=%7Bregions%7BtotalCount%7D%7D"),
            outage.RecordAsync(),
            outage.Server.GetAsync("/graphql/table.csv?query=%7Bregions%7Bnodes%7Bname%7D%7D%7D"),
            forgetful.GetAsync("/graphql?query=%7Bregions%7BtotalCount%7D%7D"),
            outage.Server.GetAsync("/reports/monthly/2024-06/1/x/balances.csv"));
        foreach (var answer in answers[..^1])
        {
            await OutageScene.AssertPutOffAsync(answer, Away);
        }

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "application/problem+json"),
            (answers[^1].StatusCode, answers[^1].Content.Headers.ContentType?.MediaType));
        await outage.AssertHealthAsync(HttpStatusCode.ServiceUnavailable, "the database does not answer in time");

        await _cluster.ThawAsync(Cancelled);
        await outage.WaitUntilReadsAsync();
        await outage.AssertHealthAsync(HttpStatusCode.OK, "ready");
    }

    // Programs that are put off send the same again by themselves: only what is then not recorded twice is put off.
    [Fact]
    public async Task A_server_that_is_lost_in_a_commit_is_told_as_such_and_what_has_a_reference_can_be_sent_again()
    {
        await using var proxy = new LosingProxy(_database.Options.ConnectionString, LosingProxy.Loss.AnswerAndServer);
        var contexts = new IndhCoopsContextFactory(DatabaseOptions.PostgreSql(proxy.ConnectionString));
        await using var outage = await OutageScene.StartAsync(
            scene.Authority, _database.Options, _database.Contexts,
            services => services.AddSingleton(provider => Impatient(provider.GetRequiredService<IOptions<LedgerOptions>>())));

        using (var uncertain = await outage.RecordAsync("D-1"))
        {
            var error = JsonNode.Parse(await uncertain.Content.ReadAsStringAsync(Cancelled))!["errors"]![0]!;
            Assert.Equal(
                (HttpStatusCode.ServiceUnavailable, "MOVEMENT_UNCERTAIN"), (uncertain.StatusCode, (string?)error["extensions"]!["code"]));
            Assert.NotNull(uncertain.Headers.RetryAfter);
            Assert.StartsWith("It is not known whether the movement was recorded", (string?)error["message"], StringComparison.Ordinal);
        }

        proxy.Mend();
        using (var again = await outage.RecordAsync("D-1"))
        {
            Assert.Contains("\"alreadyRecorded\":true", await again.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }

        proxy.LoseAgain();
        using var alone = await outage.RecordAsync();
        Assert.Equal(HttpStatusCode.OK, alone.StatusCode);
        Assert.Contains("MOVEMENT_UNCERTAIN", await alone.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        MovementRecorder Impatient(IOptions<LedgerOptions> options) =>
            new(contexts, options, TimeProvider.System) { Patience = TimeSpan.FromSeconds(1) };
    }

    // A payment on the same grant that somebody else is about to record, and does not.
    [Fact]
    public async Task A_grant_that_somebody_holds_for_too_long_puts_others_off()
    {
        await using var outage = await OutageScene.StartAsync(
            scene.Authority, _database.Options, _database.Contexts, settings: ("Ledger:Wait", "00:00:01"));
        await using (var other = new NpgsqlConnection(_database.Options.ConnectionString))
        {
            await other.OpenAsync(Cancelled);
            await using var held = new NpgsqlCommand($"begin; select 1 from grants where id = '{outage.Grant}' for update", other);
            await held.ExecuteNonQueryAsync(Cancelled);

            await outage.AssertPutOffAsync("The database is locked by another program. Ask again in a moment.");
        }

        await outage.AssertRecordsAsync();
    }

    [Fact]
    public async Task A_server_that_is_read_only_still_answers_queries()
    {
        await ExecuteAsync(
            $"alter database {new NpgsqlConnectionStringBuilder(_database.Options.ConnectionString).Database} "
                + "set default_transaction_read_only = on");
        NpgsqlConnection.ClearAllPools();

        await using var outage = await OutageScene.StartAsync(
            scene.Authority,
            _database.Options,
            new IndhCoopsContextFactory(
                DatabaseOptions.PostgreSql($"{_database.Options.ConnectionString};Options=-c default_transaction_read_only=off")));

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
        await outage.AssertHealthAsync(
            HttpStatusCode.OK, "ready\nthe disk of the database is full: reading works, nothing can be recorded");

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
                "create function no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using "
                    + "errcode = 'disk_full'; end $$",
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
