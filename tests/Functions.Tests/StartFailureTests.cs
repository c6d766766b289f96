using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.CommandLine;
using IndhCoops.Functions.Tests.Publishing;

namespace IndhCoops.Functions.Tests;

/// <summary>A start that cannot succeed ends with one sentence and an exit code, whatever the program was asked for.</summary>
public sealed class StartFailureTests
{
    private static readonly string[] Timers = [];
    private static readonly string[] Run = ["run", "MonthlyReport", "--period", "2024-06"];
    private static readonly string[] Record =
    [
        "record", "--grant", $"{Guid.Empty}", "--kind", "REFUND", "--amount", "1", "--on", "2024-06-15",
    ];

    [Theory]
    [InlineData(
        "Hots=localhost",
        2,
        "There is no keyword 'hots' in connection strings of PostgreSQL, as --database has it: did you mean Host?")]
    [InlineData("Host=127.0.0.1;Port=1;Password=secret", 1, "Nobody listens at 127.0.0.1:1: start PostgreSQL there")]
    public async Task A_wrong_connection_string_is_one_sentence(string connectionString, int exitCode, string sentence) =>
        await AssertSaidAsync(DatabaseOptions.PostgreSql(connectionString), exitCode, sentence);

    [Fact]
    public async Task It_is_sent_where_telemetry_goes_with_its_cause_and_without_the_secret()
    {
        foreach (var arguments in new[] { Timers, Run, Record })
        {
            await using var collector = PlayedCollector.Start();
            using var process = ReportProcess.Start(
                DatabaseOptions.PostgreSql("Host=127.0.0.1;Port=1;Password=secret"), "UseDevelopmentStorage=true", arguments,
                collector.Variables);

            Assert.Equal(1, (await process.EndAsync()).ExitCode);

            Assert.True(collector.Holds("logs", "Nobody listens at 127.0.0.1:1: start PostgreSQL there"u8));
            Assert.True(collector.Holds("logs", "Npgsql.NpgsqlException"u8));
            Assert.DoesNotContain("secret", collector.Everything, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_sent_where_telemetry_goes()
    {
        await using var collector = PlayedCollector.Start();
        using var process = ReportProcess.Start(
            DatabaseOptions.PostgreSql("Host=127.0.0.1;Port=1"),
            "UseDevelopmentStorage=true",
            Timers,
            [.. collector.Variables, new("INDHCOOPS_Telemetry__JsonLogs", "perhaps")]);

        Assert.Equal(2, (await process.EndAsync()).ExitCode);

        Assert.True(collector.Holds("logs", "The setting Telemetry__JsonLogs is 'perhaps'; it must be true or false."u8));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_one_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-");
        try
        {
            var file = Path.Combine(folder.FullName, "indhcoops.db");
            await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);

            await AssertSaidAsync(DatabaseOptions.SqliteFile(file), 1, $"The database file {file} is not a SQLite database");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task AssertSaidAsync(DatabaseOptions database, int exitCode, string sentence)
    {
        foreach (var arguments in new[] { Timers, Run, Record })
        {
            var end = await CommandRun.OnAsync(database, "UseDevelopmentStorage=true", arguments);

            Assert.Equal((exitCode, ""), (end.ExitCode, end.Output));
            Assert.StartsWith(sentence, end.Error, StringComparison.Ordinal);
            Assert.Single(end.Error.TrimEnd().Split('\n'));
            Assert.DoesNotContain("secret", end.Error, StringComparison.Ordinal);
        }
    }
}
