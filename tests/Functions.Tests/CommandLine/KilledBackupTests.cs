using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.Publishing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>
/// A backup or a restore that is killed, at whatever point, leaves a database that is whole: the former one or the new one.
/// </summary>
public sealed class KilledBackupTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Live => Path.Combine(_database.Folder!, "indhcoops.db");

    private string Saved => Path.Combine(_database.Folder!, "saved.db");

    public async ValueTask InitializeAsync() => _database = await TestDatabase.WithDemoAsync(DatabaseKind.Sqlite, 600, Cancelled);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_restore_that_is_killed_leaves_the_former_content_or_the_new_one()
    {
        await RunAsync("backup");
        var saved = await MovementsAsync(Saved);
        var kills = 0;
        foreach (var point in Points("indhcoops.db.*.part", 0.5).Concat(Points("indhcoops.db.*.former.part", 0)).Concat(
            Points("indhcoops.db-wal", 0.1, 1)))
        {
            kills += await KillAsync("restore", point, async () =>
            {
                if (await MovementsAsync(Live) == saved)
                {
                    await RecordAsync();
                }
            }) ? 1 : 0;

            Assert.Contains(await MovementsAsync(Live), new[] { saved, saved + 1 });
            foreach (var former in Directory.GetFiles(_database.Folder!, "*-before-restore-*.db"))
            {
                Assert.Equal(saved + 1, await MovementsAsync(former));
                File.Delete(former);
            }
        }

        Assert.InRange(kills, 2, 4);
        await RunAsync("restore");
        Assert.Equal(saved, await MovementsAsync(Live));
        Assert.Empty(Directory.GetFiles(_database.Folder!, "*.part*"));
    }

    [Fact]
    public async Task A_backup_that_is_killed_leaves_no_file_that_passes_for_one()
    {
        var movements = await MovementsAsync(Live);
        Assert.True(await KillAsync("backup", Points("saved.db.*.part", 0.5).Single(), () =>
        {
            File.Delete(Saved);
            return Task.CompletedTask;
        }));
        Assert.False(File.Exists(Saved));
        await RunAsync("backup");
        Assert.Equal(movements, await MovementsAsync(Saved));
        Assert.Empty(Directory.GetFiles(_database.Folder!, "*.part*"));
    }

    // Moments at which a file has so much of the database's size.
    private IEnumerable<Func<bool>> Points(string pattern, params double[] shares)
    {
        var size = new FileInfo(Live).Length;
        return shares.Select(share =>
            (Func<bool>)(() =>
                Directory.GetFiles(_database.Folder!, pattern).Any(
                    file => new FileInfo(file) is { Exists: true } found && found.Length >= share * size)));
    }

    // Whether it was killed before it had ended by itself. On a busy machine it may end first: then it is tried again.
    private async Task<bool> KillAsync(string command, Func<bool> isThere, Func<Task> prepareAsync)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            await prepareAsync();
            if (await KillAsync(command, isThere))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> KillAsync(string command, Func<bool> isThere)
    {
        using var process = ReportProcess.Start(_database.Options, null, [command, Saved]);
        var end = process.EndAsync();
        while (!end.IsCompleted && !isThere())
        {
            await Task.Yield();
        }

        return await process.KillAsync();
    }

    private Task RunAsync(string command) => CommandRun.EndWellAsync(_database.Options, null, [command, Saved]);

    // Of a file that is whole.
    private static async Task<int> MovementsAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma integrity_check";
        Assert.Equal("ok", await command.ExecuteScalarAsync(Cancelled));
        command.CommandText = "select count(*) from movements";
        return (int)(long)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private async Task RecordAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        var grant = await context.Movements.OrderBy(row => row.EffectiveOn).Select(row => row.Grant.Id).FirstAsync(Cancelled);
        await new MovementRecorder(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System)
            .RecordAsync(new NewMovement(grant, MovementKind.Amendment, 1m, new DateOnly(2026, 10, 1)), Cancelled);
    }
}
