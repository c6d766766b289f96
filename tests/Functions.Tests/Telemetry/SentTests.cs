using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.CommandLine;
using IndhCoops.Functions.Tests.Publishing;

namespace IndhCoops.Functions.Tests.Telemetry;

/// <summary>What the functions send to a collector, and that no secret is in it.</summary>
public sealed class SentTests
{
    private const string Password = "hunter2-Password";
    private const string AccountKey = "aHVudGVyMi1BY2NvdW50S2V5";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_run_by_hand_is_sent_before_the_program_ends(DatabaseKind kind)
    {
        await using var collector = PlayedCollector.Start();
        await using var scene = await PublishingScene.SetAsync(kind);
        using var process = ReportProcess.Start(
            scene, "2024-06", "2024-06", null, [.. collector.Variables, new("OTEL_SERVICE_NAME", "coops-of-rabat")]);

        await process.EndWellAsync();

        await collector.WaitForAsync(
            "traces", "coops-of-rabat", "MonthlyReport", "strike", "insert into balances", "write blob", "monthly/2024-06/1/manifest.json",
            "datasets/balances/year=2024/month=06/balances.parquet");
        await collector.WaitForAsync("metrics", "coops-of-rabat", "indhcoops.function.duration");
        Assert.DoesNotContain(KeyOf(scene.Storage), collector.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_run_that_fails_tells_of_it_and_no_secret(DatabaseKind kind)
    {
        await using var collector = PlayedCollector.Start();
        await using var scene = await PublishingScene.SetAsync(kind);
        var database = kind == DatabaseKind.PostgreSql
            ? DatabaseOptions.PostgreSql($"{scene.Database.Options.ConnectionString};Password={Password}")
            : scene.Database.Options;
        using var process = ReportProcess.Start(
            database,
            scene.Storage.Replace(KeyOf(scene.Storage), AccountKey, StringComparison.Ordinal),
            ["run", "MonthlyReport"],
            [.. collector.Variables, new("Logging__LogLevel__Default", "Debug"), new("INDHCOOPS_Telemetry__JsonLogs", "true")]);

        var end = await process.EndAsync();

        Assert.Equal(1, end.ExitCode);
        var written = end.Output + end.Error;
        await collector.WaitForAsync("traces", "MonthlyReport", "strike", "error.type");
        await collector.WaitForAsync("metrics", "indhcoops.function.duration", "error.type");
        Assert.Contains("The storage of reports refuses this program (403 ", end.Error, StringComparison.Ordinal);
        Assert.True(collector.Holds("logs", "The storage of reports refuses this program (403 "u8));
        Assert.True(collector.Holds("logs", "CorrelationId"u8));
        Assert.True(collector.Holds("logs", "Azure.RequestFailedException"u8));
        Assert.Single(
            written.Split('\n'),
            line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) && line.Contains(
                "\"CorrelationId\":", StringComparison.Ordinal));
        foreach (var told in new[] { collector.Everything, written })
        {
            Assert.DoesNotContain(Password, told, StringComparison.Ordinal);
            Assert.DoesNotContain(AccountKey, told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_settings_OpenTelemetry_is_not_loaded()
    {
        using var process = AppProcess.Start([], ("Logging__Console__LogToStandardErrorThreshold", "Trace"));
        await process.WaitForErrorAsync("Waiting is due at");

        var loaded = await File.ReadAllTextAsync($"/proc/{process.Id}/maps", TestContext.Current.CancellationToken);

        Assert.Contains("IndhCoops.Domain.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    private static string KeyOf(string connectionString) =>
        connectionString.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];
}
