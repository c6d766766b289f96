using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Hosting.Requests;
using IndhCoops.GraphQL.Stores;
using IndhCoops.Load;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Replicas;

/// <summary>Two server processes on one PostgreSQL, one of which reads from a replica.</summary>
public sealed class ReplicaTests
{
    private const string Oldest = "{ cooperatives { aggregate { min { foundedYear } } } }";

    private const string Question = """{ region(code: "MA-04") { name } }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_come_from_the_replica_and_are_as_new_as_it_is_and_from_the_primary_when_they_must_be_fresh()
    {
        await using var primary = await PostgresCluster.StartAsync(Cancelled);
        await using var replica = await PostgresReplica.StartAsync(primary, Cancelled);
        await using var writing = await ServerProcess.StartAsync(Database(primary.ConnectionString), 0, null, Cancelled);
        await using var reading = await ServerProcess.StartAsync(
            Database(primary.ConnectionString), 0, null, Cancelled, ("Database__ReadConnectionString", Database(replica.ConnectionString)), ("Columns__Enabled", "true"), ("PlanReport__Enabled", "true"));
        using var client = new HttpClient();
        var before = await NameAsync(client, reading);
        (int? Year, string Store) oldest;
        var waited = Stopwatch.StartNew();
        while ((oldest = await OldestAsync(client, reading)).Store != "columns")
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "The copy was not made."); // Guards against hanging.
            await Task.Delay(20, Cancelled);
        }

        await replica.PauseAsync(Cancelled);
        await RenameAsync(primary, "Written");

        Assert.Equal("Written", await NameAsync(client, writing));
        Assert.Equal(before, await NameAsync(client, reading));
        Assert.Equal("Written", await NameAsync(client, reading, fresh: true));
        Assert.Equal(oldest, await OldestAsync(client, reading));
        Assert.Equal((1900, "database"), await OldestAsync(client, reading, fresh: true));
        Assert.Equal(before, await NameAsync(client, reading));
        Assert.Equal("name\nWritten\n", await TableAsync(client, reading, fresh: true));
        Assert.Equal($"name\n{before}\n", await TableAsync(client, reading));

        await replica.CatchUpAsync(primary, Cancelled);

        Assert.Equal("Written", await NameAsync(client, reading));
        Assert.Equal("name\nWritten\n", await TableAsync(client, reading));
        Assert.Equal((1900, "columns"), await OldestAsync(client, reading));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(reading.Address, "/health/ready"), Cancelled)).StatusCode);
    }

    [Fact]
    public async Task No_kept_answer_outlives_what_the_replica_replays_while_an_older_transaction_is_open()
    {
        await using var primary = await PostgresCluster.StartAsync(Cancelled);
        await using var replica = await PostgresReplica.StartAsync(primary, Cancelled);
        await using var reading = await ServerProcess.StartAsync(
            Database(primary.ConnectionString), 0, null, Cancelled, ("Database__ReadConnectionString", Database(replica.ConnectionString)));
        using var client = new HttpClient();
        await using var source = NpgsqlDataSource.Create($"{Database(primary.ConnectionString)};Pooling=false");
        await using var oldest = await OpenAsync(source, "update provinces set name = name where code = 'MA-KHE'");
        await using var middle = await OpenAsync(source, "update regions set name = 'Middle' where code = 'MA-04'");
        await using var newest = await OpenAsync(source, "update regions set name = name where code = 'MA-05'");

        // Of these, a snapshot on a replica tells only of the newest and of the oldest.
        await newest.CommitAsync(Cancelled);
        await replica.CatchUpAsync(primary, Cancelled);
        Assert.NotEqual("Middle", await NameAsync(client, reading));
        await middle.CommitAsync(Cancelled);
        await replica.CatchUpAsync(primary, Cancelled);

        Assert.Equal("Middle", await NameAsync(client, reading));
    }

    [Theory]
    [InlineData(DatabaseKind.PostgreSql, "Host=one,two;Database=x", "must name one server")]
    [InlineData(DatabaseKind.PostgreSql, "Database=x", "must name one server")]
    [InlineData(DatabaseKind.PostgreSql, "secret", "is not a connection string")]
    [InlineData(DatabaseKind.Sqlite, "Host=one;Password=secret", "which only PostgreSQL has")]
    public void A_replica_that_cannot_be_one_is_refused_without_a_word_of_what_is_secret(DatabaseKind kind, string setting, string complaint)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(ReplicaOptions.Setting, setting)]).Build();
        using var services = new ServiceCollection().AddStore(new DatabaseOptions(kind, "Host=primary"), settings).BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<ReplicaOptions>>().Value);

        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    private static string Database(string server) => $"{server};Database=indhcoops";

    private static async Task<NpgsqlTransaction> OpenAsync(NpgsqlDataSource source, string sql)
    {
        var connection = await source.OpenConnectionAsync(Cancelled);
        var transaction = await connection.BeginTransactionAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancelled));
        return transaction;
    }

    private static async Task RenameAsync(PostgresCluster primary, string name)
    {
        await using var source = NpgsqlDataSource.Create($"{Database(primary.ConnectionString)};Pooling=false");
        await using var command = source.CreateCommand("update regions set name = $1 where code = 'MA-04'");
        command.Parameters.Add(new() { Value = name });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancelled));
        await using var year = source.CreateCommand("update cooperatives set founded_year = 1900 where id = (select id from cooperatives order by id limit 1)");
        Assert.Equal(1, await year.ExecuteNonQueryAsync(Cancelled));
    }

    // Which store answers is said in the plan.
    private static async Task<(int? Year, string Store)> OldestAsync(HttpClient client, ServerProcess server, bool fresh = false)
    {
        var answer = JsonNode.Parse(await AskAsync(client, server, $"/graphql?query={Uri.EscapeDataString(Oldest)}", fresh, plan: true))!;
        return ((int?)answer["data"]!["cooperatives"]!["aggregate"]!["min"]!["foundedYear"], (string)answer["extensions"]!["plan"]!["statements"]![0]!["store"]!);
    }

    private static async Task<string> NameAsync(HttpClient client, ServerProcess server, bool fresh = false) =>
        JsonNode.Parse(await AskAsync(client, server, $"/graphql?query={Uri.EscapeDataString(Question)}", fresh))!["data"]!["region"]!["name"]!.GetValue<string>();

    private static Task<string> TableAsync(HttpClient client, ServerProcess server, bool fresh = false) =>
        AskAsync(client, server, $"/graphql/table.csv?query={Uri.EscapeDataString("""{ regions(where: { code: { eq: "MA-04" } }) { nodes { name } } }""")}", fresh);

    private static async Task<string> AskAsync(HttpClient client, ServerProcess server, string path, bool fresh, bool plan = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, path));
        if (plan)
        {
            request.Headers.Add(PlanReportOptions.Header, "1");
        }

        if (fresh)
        {
            request.Headers.Add(ReplicaOptions.FreshHeader, "1");
        }

        using var response = await client.SendAsync(request, Cancelled);
        var body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, body);
        return body.TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }
}
