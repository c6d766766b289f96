using System.Text;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.Packaging;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Publishing;
using Npgsql;

namespace IndhCoops.Functions.Tests.Worker;

/// <summary>What the host is told of a run that fails: one sentence, and no secret, SQL or stack anywhere. The worker lives on.</summary>
public sealed class WorkerFailureTests(
    FunctionsPackage package, WorkerFailureTests.RightSettings right) : IClassFixture<WorkerFailureTests.RightSettings>
{
    private const string Secret = "hunter2";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string?, string> WrongSettings => new()
    {
        {
            "INDHCOOPS_Storage__ConnectionString",
            null,
            "No storage is given for the reports. Give --storage CONNECTION, or set INDHCOOPS_Storage__ConnectionString"
        },
        { "INDHCOOPS_Storage__ConnectionString", $"AccountKey={Secret}", "The connection string of the storage is not one" },
        {
            "INDHCOOPS_Storage__ServiceUri",
            "https://account.blob.core.windows.net",
            "INDHCOOPS_Storage__ConnectionString and INDHCOOPS_Storage__ServiceUri are both set: keep one."
        },
        { "INDHCOOPS_Database__ConnectionString", null, "No database is given. Set INDHCOOPS_Database__ConnectionString" },
        {
            "INDHCOOPS_Database__ConnectionString",
            $"Hots=localhost;Password={Secret}",
            "There is no keyword 'hots' in connection strings of PostgreSQL"
        },
        {
            "INDHCOOPS_Database__ConnectionString",
            $"Host=127.0.0.1;Port=1;Password={Secret}",
            "Nobody listens at 127.0.0.1:1: start PostgreSQL there"
        },
        { "INDHCOOPS_Reports__Months", "two dozen", "The setting Reports__Months is 'two dozen'; it must be a whole number" },
        { "INDHCOOPS_Reports__Months", "-1", "Reports__Months must be from 0 to 1200." },
        { "INDHCOOPS_Telemetry__Console", "perhaps", "The setting Telemetry__Console is 'perhaps'; it must be true or false." },
        {
            "Logging__LogLevel__Default",
            "Verbos",
            "The setting Logging__LogLevel__Default is 'Verbos'; it must be Trace, Debug, Information, Warning, Error, Critical or None."
        },
        {
            "APPLICATIONINSIGHTS_CONNECTION_STRING",
            $"Key={Secret}",
            "APPLICATIONINSIGHTS_CONNECTION_STRING is not a connection string of Application Insights"
        },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_setting_that_is_missing_or_wrong_fails_the_invocation_with_the_sentence(string name, string? value, string sentence)
    {
        await using var host = await right.Scene.StartWorkerAsync(package, new KeyValuePair<string, string?>(name, value));

        Assert.StartsWith(sentence, await host.Invoke("MonthlyReport").FailAsync(), StringComparison.Ordinal);
        Assert.StartsWith(sentence, await host.Invoke("MonthlyReport", retry: 1).FailAsync(), StringComparison.Ordinal);
        AssertNothingIsGivenAway(right.Scene, host);
        Assert.Equal(0, await host.TerminateAsync());
    }

    [Fact]
    public async Task A_run_that_fails_is_told_so_that_the_host_tries_again_and_the_retry_does_the_work()
    {
        using var folder = new AppFolder();
        await using var storage = await AzuriteServer.StartAsync(folder.Root, Cancelled);
        await using var scene = await PublishingScene.OnAsync(DatabaseKind.PostgreSql, storage);
        await using var host = await scene.StartWorkerAsync(package);
        await storage.StopAsync();

        var failed = host.Invoke("MonthlyReport");
        var sentence = await failed.FailAsync();
        await storage.StartAsync(Cancelled);
        var retried = await host.Invoke("MonthlyReport", retry: 2, invocationId: failed.Id).EndWellAsync();

        Assert.StartsWith("The storage of reports does not answer (", sentence, StringComparison.Ordinal);
        Assert.EndsWith(
            "MonthlyReport failed; what it had finished stays, and running it again does the rest.", sentence, StringComparison.Ordinal);
        Assert.EndsWith("retry 2 of 5", retried[0], StringComparison.Ordinal);
        Assert.EndsWith("s: 2 reports landed", retried[^1], StringComparison.Ordinal);
        AssertNothingIsGivenAway(scene, host);
    }

    [Fact]
    public async Task The_log_that_is_sent_has_the_failure_with_its_cause_in_the_trace_of_the_host_and_the_host_has_the_sentence_alone()
    {
        const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var collector = PlayedCollector.Start();
        await using var scene = await WorkerScene.SetAsync();
        await using var host = await scene.StartWorkerAsync(
            package, [.. collector.Variables, new("INDHCOOPS_Database__ConnectionString", $"Host=127.0.0.1;Port=1;Password={Secret}")]);

        var sentence = await host.Invoke("MonthlyReport", traceParent: $"00-{TraceId}-00f067aa0ba902b7-01").FailAsync();
        Assert.Equal(0, await host.TerminateAsync());

        Assert.StartsWith("Nobody listens at 127.0.0.1:1: start PostgreSQL there", sentence, StringComparison.Ordinal);
        Assert.True(collector.Holds("logs", Encoding.UTF8.GetBytes(sentence)));
        Assert.True(collector.Holds("logs", "Npgsql.NpgsqlException"u8));
        Assert.True(collector.Holds("logs", Convert.FromHexString(TraceId)));
        Assert.True(collector.Holds("logs", Encoding.UTF8.GetBytes(TraceId)));
        Assert.DoesNotContain(Secret, collector.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("NpgsqlException", StringComparison.Ordinal));
        AssertNothingIsGivenAway(scene, host);
    }

    [Fact]
    public async Task A_statement_that_the_database_refuses_is_told_without_its_text()
    {
        await using var scene = await WorkerScene.SetAsync();
        await using var admin = new NpgsqlConnection(scene.Database.Options.ConnectionString);
        await admin.OpenAsync(Cancelled);
        await using var rename = new NpgsqlCommand("alter table movements rename to moved", admin);
        await rename.ExecuteNonQueryAsync(Cancelled);
        await using var host = await scene.StartWorkerAsync(package);

        var sentence = await host.Invoke("RefreshBalances").FailAsync();

        Assert.StartsWith("PostgreSQL at ", sentence, StringComparison.Ordinal);
        AssertNothingIsGivenAway(scene, host);
    }

    private static void AssertNothingIsGivenAway(PublishingScene scene, PlayedHost host) => Assert.All(
        [Secret, scene.Storage.Split("AccountKey=")[1].Split(';')[0], "select ", "insert into ", "   at IndhCoops"],
        secret => Assert.DoesNotContain(secret, host.Everything, StringComparison.OrdinalIgnoreCase));

    /// <summary>The database and the storage that a worker with one wrong setting does not reach.</summary>
    public sealed class RightSettings : IAsyncLifetime
    {
        internal PublishingScene Scene { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Scene = await WorkerScene.SetAsync();

        public ValueTask DisposeAsync() => Scene.DisposeAsync();
    }
}
