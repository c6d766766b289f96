using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Tests.Http;
using IndhCoops.GraphQL.Tests.Startup;
using IndhCoops.Load;
using Npgsql;

namespace IndhCoops.GraphQL.Tests.Replicas;

/// <summary>A replica that does not answer, or breaks off what it is asked: the primary answers instead.</summary>
[Collection(nameof(ReplicatedScene))]
public sealed class LostReplicaTests(ReplicatedScene scene) : IAsyncLifetime
{
    private const string Question = """{ provinces(where: { code: { eq: "MA-KHE" } }) { nodes { name region { name } } } }""";

    private const string Missed = "ready\nthe read replica cannot be reached; the primary answers instead";

    private static readonly HttpClient Client = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Answers => new()
    {
        { "/graphql", """{"data":{"provinces":{"nodes":[{"name":"Khémisset","region":{"name":"Rabat-Salé-Kénitra"}}]}}}""" },
        { "/graphql/table.csv", "name,region.name\nKhémisset,Rabat-Salé-Kénitra\n" },
    };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await scene.RestoreAsync(CancellationToken.None);

    [Fact]
    public async Task A_replica_that_is_gone_is_told_of_and_missed_by_nobody()
    {
        await using var server = await scene.StartReadingAsync();
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(server.Address, "/health/ready"));

        await scene.LoseReplicaAsync(Cancelled);

        Assert.Equal((HttpStatusCode.OK, Missed), await AskAsync(server.Address, "/health/ready"));
        await AssertAnswersAsync(server.Address);
    }

    [Fact]
    public async Task A_server_starts_without_its_replica_and_reads_from_it_once_it_is_there()
    {
        await scene.LoseReplicaAsync(Cancelled);
        await using var server = await ServerProcess.StartAsync(
            scene.Written, 0, null, Cancelled, ("Database__ReadConnectionString", scene.Read));
        Assert.Equal((HttpStatusCode.OK, Missed), await AskAsync(server.Address, "/health/ready"));
        await AssertAnswersAsync(server.Address);

        await scene.RestoreAsync(Cancelled);

        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(server.Address, "/health/ready"));
        await AssertAnswersAsync(server.Address);
        await using var read = Source(scene.Read);
        await using var readers = read.CreateCommand("select count(*) from pg_stat_activity where application_name = 'IndhCoops graph'");
        Assert.NotEqual(0L, await readers.ExecuteScalarAsync(Cancelled));
    }

    [Fact]
    public async Task A_replica_that_keeps_silent_is_waited_for_as_long_as_its_connection_string_says()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var server = await scene.StartReadingAsync(
            new NpgsqlConnectionStringBuilder(scene.Read) { Host = "127.0.0.1", Port = port, Timeout = 1 }.ConnectionString);

        Assert.Equal((HttpStatusCode.OK, Missed), await AskAsync(server.Address, "/health/ready"));
        await AssertAnswersAsync(server.Address);
    }

    [Fact]
    public async Task While_neither_is_there_a_request_is_put_off()
    {
        await using var server = await scene.StartReadingAsync();

        await scene.LoseReplicaAsync(Cancelled);
        await scene.LosePrimaryAsync(Cancelled);

        foreach (var (path, _) in Answers.Select(row => row.Data))
        {
            var (status, body) = await AskAsync(server.Address, $"{path}?query={Uri.EscapeDataString(Question)}");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Equal(
                "The database cannot be reached. Ask again in a moment.", (string?)JsonNode.Parse(body)!["errors"]![0]!["message"]);
        }

        Assert.Equal(
            (
                HttpStatusCode.ServiceUnavailable,
                "the database cannot be reached\nthe read replica cannot be reached; the primary answers instead"),
            await AskAsync(server.Address, "/health/ready"));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task What_stands_in_the_way_of_what_the_replica_replays_is_asked_again_of_the_primary(string path, string answer)
    {
        await using var server = await scene.StartReadingAsync();
        await scene.Replica.WaitForNobodyAsync(Cancelled);
        await scene.Replica.CatchUpAsync(scene.Primary, Cancelled); // Locks of an earlier test are none any more.
        await using var written = Source(scene.Written);
        await using var read = Source(scene.Read);

        // The statement holds the provinces and waits for the regions, which the primary has locked for both servers.
        await using var connection = await written.OpenConnectionAsync(Cancelled);
        await using var regions = await LockAsync(connection, "regions");

        // A lock alone is not sent until the next commit: the primary may have none for minutes.
        await using (var commit = written.CreateCommand("select pg_current_xact_id()"))
        {
            await commit.ExecuteScalarAsync(Cancelled);
        }

        await WaitForAsync(read, "AccessExclusiveLock", "regions", isGranted: true);
        var asked = AskAsync(server.Address, $"{path}?query={Uri.EscapeDataString(Question)}");
        await WaitForAsync(read, "AccessShareLock", "regions", isGranted: false, asked);

        // The replica has to lock the provinces too, and breaks it off. Now it waits at the primary.
        await using (var another = await written.OpenConnectionAsync(Cancelled))
        await using (var provinces = await LockAsync(another, "provinces"))
        {
            await provinces.CommitAsync(Cancelled);
        }

        await WaitForAsync(written, "AccessShareLock", "regions", isGranted: false, asked);
        await regions.RollbackAsync(Cancelled);

        Assert.Equal((HttpStatusCode.OK, answer), await asked);
    }

    private static async Task AssertAnswersAsync(Uri server)
    {
        foreach (var (path, answer) in Answers.Select(row => row.Data))
        {
            Assert.Equal((HttpStatusCode.OK, answer), await AskAsync(server, $"{path}?query={Uri.EscapeDataString(Question)}"));
        }
    }

    private static NpgsqlDataSource Source(string database) => NpgsqlDataSource.Create($"{database};Pooling=false");

    private static async Task<NpgsqlTransaction> LockAsync(NpgsqlConnection connection, string table)
    {
        var transaction = await connection.BeginTransactionAsync(Cancelled);
        await using var command = new NpgsqlCommand($"lock table {table} in access exclusive mode", connection, transaction);
        await command.ExecuteNonQueryAsync(Cancelled);
        return transaction;
    }

    private static async Task WaitForAsync(
        NpgsqlDataSource source, string mode, string table, bool isGranted, Task<(HttpStatusCode Status, string Body)>? asking = null)
    {
        await using var command = source.CreateCommand(
            "select count(*) > 0 from pg_locks join pg_class on pg_class.oid = relation where mode = $1 and relname = $2 and granted = $3");
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = mode }, new() { Value = table }, new() { Value = isGranted } });
        while (await command.ExecuteScalarAsync(Cancelled) is not true)
        {
            if (asking is { IsCompleted: true })
            {
                Assert.Fail($"The request was answered without waiting: {await asking}");
            }

            await Task.Delay(20, Cancelled);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(Uri server, string path)
    {
        using var response = await Client.GetAsync(new Uri(server, path), Cancelled);
        return (
            response.StatusCode, HealthText.Of((await HttpAssertions.TextAsync(response)).TrimStart('\uFEFF').ReplaceLineEndings("\n")));
    }
}
