using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.CommandLine;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>The server makes the tables. What comes before it says so, instead of speaking of a table that is missing.</summary>
public sealed class UnpreparedDatabaseTests
{
    private static readonly string[] Run = ["run", "MonthlyReport", "--period", "2024-06"];
    private static readonly string[] Refresh = ["run", "RefreshBalances"];
    private static readonly string[] Record =
    [
        "record", "--grant", $"{Guid.Empty}", "--kind", "REFUND", "--amount", "1", "--on", "2024-06-15",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_without_a_database_is_said_to_have_no_tables()
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-");
        try
        {
            await AssertSaidAsync(
                DatabaseOptions.Choose(null, folder.FullName), "The database has no tables yet. The GraphQL server makes them");

            // A folder that was mistyped is not made.
            await AssertSaidAsync(
                DatabaseOptions.Choose(null, Path.Combine(folder.FullName, "mistyped")),
                "The database has no tables yet. The GraphQL server makes them");
            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("indhcoops_that_nobody_made")]
    public async Task A_PostgreSql_without_tables_or_without_the_database_is_said_to_have_none(string name) =>
        await AssertSaidAsync(
            DatabaseOptions.PostgreSql($"{await PostgresServer.ConnectionStringAsync(Cancelled)};Database={name}"),
            "The database has no tables yet. The GraphQL server makes them");

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_database_of_an_earlier_version_is_said_to_be_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Cancelled);
        await using var context = database.Contexts.CreateDbContext();
        var last = context.Database.GetMigrations().Last();
        await context.Database.ExecuteSqlAsync($"""delete from "__EFMigrationsHistory" where "MigrationId" = {last}""", Cancelled);

        await AssertSaidAsync(
            database.Options,
            $"The database is older than this program: it lacks {last}. The GraphQL server of the same version makes the changes");
    }

    private static async Task AssertSaidAsync(DatabaseOptions database, string reason)
    {
        foreach (var arguments in new[] { Run, Refresh, Record })
        {
            var end = await CommandRun.OnAsync(database, "UseDevelopmentStorage=true", arguments);
            Assert.Equal((2, ""), (end.ExitCode, end.Output));
            Assert.StartsWith(reason, end.Error, StringComparison.Ordinal);
            Assert.Single(end.Error.TrimEnd().Split('\n'));
            Assert.Contains("This one is ", end.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Username", end.Error, StringComparison.OrdinalIgnoreCase);
        }
    }
}
