using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Tests.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Replicas;

/// <summary>Two servers on one PostgreSQL, one of which reads from a replica.</summary>
[Collection(nameof(ReplicatedScene))]
public sealed class ReplicaTests(ReplicatedScene scene)
{
    private const string Oldest = "{ cooperatives { aggregate { min { foundedYear } } } }";

    private const string Question = """{ region(code: "MA-06") { name } }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_come_from_the_replica_and_are_as_new_as_it_is_and_from_the_primary_when_they_must_be_fresh()
    {
        await using var writing = await scene.StartWritingAsync();
        await using var reading = await scene.StartReadingAsync(null, ("Columns:Enabled", "true"), ("PlanReport:Enabled", "true"));
        var before = await NameAsync(reading);
        (int? Year, string Store) oldest;
        var waited = Stopwatch.StartNew();
        while ((oldest = await OldestAsync(reading)).Store != "columns")
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "The copy was not made."); // Guards against hanging.
            await Task.Delay(20, Cancelled);
        }

        await scene.Replica.PauseAsync(Cancelled);
        await RenameAsync("Written");
        await WriteAsync("update cooperatives set founded_year = 1900 where id = (select id from cooperatives order by id limit 1)");

        Assert.Equal("Written", await NameAsync(writing));
        Assert.Equal(before, await NameAsync(reading));
        Assert.Equal("Written", await NameAsync(reading, fresh: true));
        Assert.Equal(oldest, await OldestAsync(reading));
        Assert.Equal((1900, "database"), await OldestAsync(reading, fresh: true));
        Assert.Equal(before, await NameAsync(reading));
        Assert.Equal("name\nWritten\n", await TableAsync(reading, fresh: true));
        Assert.Equal($"name\n{before}\n", await TableAsync(reading));

        await scene.Replica.CatchUpAsync(scene.Primary, Cancelled);

        Assert.Equal("Written", await NameAsync(reading));
        Assert.Equal("name\nWritten\n", await TableAsync(reading));
        Assert.Equal((1900, "columns"), await OldestAsync(reading));
        Assert.Equal(HttpStatusCode.OK, (await reading.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task A_start_waits_until_the_replica_has_what_the_primary_has()
    {
        await using var database = new ReplicatedGraphDatabase(
            new PostgresGraphDatabase(DatabaseOptions.PostgreSql(scene.Read), TimeSpan.FromMinutes(1), () => 1),
            new PostgresGraphDatabase(DatabaseOptions.PostgreSql(scene.Written), TimeSpan.FromMinutes(1), () => 1),
            NullLogger<ReplicatedGraphDatabase>.Instance);
        await scene.Replica.PauseAsync(Cancelled);
        await RenameAsync("Awaited");

        var waiting = database.CatchUpAsync(Cancelled);

        Assert.False(waiting.IsCompleted);
        await scene.Replica.CatchUpAsync(scene.Primary, Cancelled);
        await waiting;
    }

    [Fact]
    public async Task No_kept_answer_outlives_what_the_replica_replays_while_an_older_transaction_is_open()
    {
        await using var reading = await scene.StartReadingAsync();
        await using var source = NpgsqlDataSource.Create($"{scene.Written};Pooling=false");
        await using var oldest = await OpenAsync(source, "update provinces set name = name where code = 'MA-KHE'");
        await using var middle = await OpenAsync(source, "update regions set name = 'Middle' where code = 'MA-06'");
        await using var newest = await OpenAsync(source, "update regions set name = name where code = 'MA-05'");

        // Of these, a snapshot on a replica tells only of the newest and of the oldest.
        await newest.CommitAsync(Cancelled);
        await scene.Replica.CatchUpAsync(scene.Primary, Cancelled);
        Assert.NotEqual("Middle", await NameAsync(reading));
        await middle.CommitAsync(Cancelled);
        await scene.Replica.CatchUpAsync(scene.Primary, Cancelled);

        Assert.Equal("Middle", await NameAsync(reading));
    }

    [Theory]
    [InlineData(DatabaseKind.PostgreSql, "Host=one,two;Database=x", "must name one server")]
    [InlineData(DatabaseKind.PostgreSql, "Database=x", "must name one server")]
    [InlineData(DatabaseKind.PostgreSql, "secret", "is not a connection string")]
    [InlineData(DatabaseKind.Sqlite, "Host=one;Password=secret", "which only PostgreSQL has")]
    public void A_replica_that_cannot_be_one_is_refused_without_a_word_of_what_is_secret(
        DatabaseKind kind, string setting, string complaint)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Database:ReadConnectionString", setting)]).Build();
        using var services = new ServiceCollection().AddStore(new DatabaseOptions(kind, "Host=primary"), settings).BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<ReplicaOptions>>().Value);

        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<NpgsqlTransaction> OpenAsync(NpgsqlDataSource source, string sql)
    {
        var connection = await source.OpenConnectionAsync(Cancelled);
        var transaction = await connection.BeginTransactionAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancelled));
        return transaction;
    }

    private Task RenameAsync(string name) => WriteAsync($"update regions set name = '{name}' where code = 'MA-06'");

    private async Task WriteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{scene.Written};Pooling=false");
        await using var command = source.CreateCommand(sql);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancelled));
    }

    // Which store answers is said in the plan.
    private static async Task<(int? Year, string Store)> OldestAsync(AccessServer server, bool fresh = false)
    {
        var answer = JsonNode.Parse(await AskAsync(server, $"/graphql?query={Uri.EscapeDataString(Oldest)}", fresh, plan: true))!;
        return (
            (int?)answer["data"]!["cooperatives"]!["aggregate"]!["min"]!["foundedYear"],
            (string)answer["extensions"]!["plan"]!["statements"]![0]!["store"]!);
    }

    private static async Task<string> NameAsync(AccessServer server, bool fresh = false) =>
        JsonNode.Parse(await AskAsync(server, $"/graphql?query={Uri.EscapeDataString(Question)}", fresh))!["data"]!["region"]!["name"]!
            .GetValue<string>();

    private static Task<string> TableAsync(AccessServer server, bool fresh = false) =>
        AskAsync(
            server,
            $"/graphql/table.csv?query={Uri.EscapeDataString("""{ regions(where: { code: { eq: "MA-06" } }) { nodes { name } } }""")}",
            fresh);

    private static async Task<string> AskAsync(AccessServer server, string path, bool fresh, bool plan = false)
    {
        using var response = await server.GetAsync(
            path,
            null,
            [.. fresh ? new[] { (ReplicaOptions.FreshHeader, "1") } : [], .. plan ? new[] { (PlanReportOptions.Header, "1") } : []]);
        var body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, body);
        return body.TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }
}
