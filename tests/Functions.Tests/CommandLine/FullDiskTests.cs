using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.Publishing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>The disk of the SQLite file is full: each command says so, changes nothing, and does its work once there is room.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_full_disk_is_named_and_nothing_is_half_written(bool isOpen)
    {
        using var disk = SmallDisk.TryMount(16);
        if (disk is null)
        {
            return; // This machine lets nobody mount one.
        }

        await using var scene = await PublishingScene.SetAsync(DatabaseKind.Sqlite);
        var database = DatabaseOptions.Choose(null, disk.Folder);
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        await ExecuteAsync(scene.Database.Options, $"vacuum into '{file}'");
        await ExecuteAsync(database, "pragma journal_mode = wal");
        var contexts = new IndhCoopsContextFactory(database);
        var before = await CountAsync(contexts);
        var sheet = Path.Combine(disk.Folder, "suivi.csv");
        await File.WriteAllTextAsync(sheet, "Référence;Nom;Province\nC-9;Nour;Tiznit\n", Cancelled);
        string[][] commands =
        [
            ["record", "--grant", $"{before.Grant}", "--kind", "COMMITMENT", "--amount", "10", "--on", "2024-06-15"],
            ["import", sheet],
            ["run", "RefreshBalances"],
        ];

        // A server has the file open, and its log and index are there; else they have to be made.
        SqliteConnection.ClearAllPools();
        await using var server = new SqliteConnection(database.ConnectionString);
        if (isOpen)
        {
            await server.OpenAsync(Cancelled);
            await using var look = new SqliteCommand("select count(*) from movements", server);
            await look.ExecuteScalarAsync(Cancelled);
        }

        disk.Fill();
        foreach (var command in commands)
        {
            var end = await CommandRun.OnAsync(database, scene.Storage, command);
            Assert.Equal(1, end.ExitCode);
            Assert.Contains($"The database file {file} cannot grow: its disk is full. Free some", end.Error, StringComparison.Ordinal);
        }

        disk.Empty();
        Assert.Equal(before, await CountAsync(contexts));
        foreach (var command in commands)
        {
            await CommandRun.EndWellAsync(database, scene.Storage, command);
        }

        var after = await CountAsync(contexts);
        Assert.Equal((before.Movements + 1, before.Cooperatives + 1), (after.Movements, after.Cooperatives));
        Assert.NotEqual(before.Strikes, after.Strikes);
    }

    private static async Task<(Guid Grant, int Movements, int Cooperatives, int Strikes)> CountAsync(IndhCoopsContextFactory contexts)
    {
        await using var context = contexts.CreateDbContext();
        return (
            await context.Grants.Where(row => row.Movements.Count > 0).OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(Cancelled),
            await context.Movements.CountAsync(Cancelled),
            await context.Cooperatives.CountAsync(Cancelled),
            await context.Strikes.CountAsync(Cancelled));
    }

    private static async Task ExecuteAsync(DatabaseOptions options, string statement)
    {
        await using var connection = new SqliteConnection(options.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new SqliteCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
