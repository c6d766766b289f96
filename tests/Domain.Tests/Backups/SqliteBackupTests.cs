using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Databases.Sqlite.Backups;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.Domain.Tests.Migrations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Tests.Backups;

/// <summary>Backups of SQLite files: whole, checked, and never in the place of something else.</summary>
public sealed class SqliteBackupTests(SqliteBackupTests.Ledger ledger) : IClassFixture<SqliteBackupTests.Ledger>, IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SqliteBackup _backup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Live => Path.Combine(_database.Folder!, "indhcoops.db");

    private string Saved => Path.Combine(_database.Folder!, "saved.db");

    public async ValueTask InitializeAsync()
    {
        _database = await ledger.Database.CopyAsync(Cancelled);
        _backup = new SqliteBackup(_database.Options, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_is_restored_is_what_was_backed_up_and_what_was_there_before_is_kept()
    {
        var before = await MovementsAsync(_database.Contexts);
        Assert.Matches(
            $"^Backed up {Live} into {Saved}: [0-9.]+ MiB, {before.Count:N0} movements, checked.$",
            await _backup.BackUpAsync(Saved, null, Cancelled));
        await RecordAsync();
        await new BalanceStriker(_database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);

        // A reader in mid-transaction goes on with what it saw.
        await using var reader = await _database.Contexts.CreateDbContextAsync(Cancelled);
        await reader.Database.OpenConnectionAsync(Cancelled);
        await reader.Database.ExecuteSqlRawAsync("begin", Cancelled);
        Assert.Equal(before.Count + 1, await reader.Movements.CountAsync(Cancelled));

        var said = await _backup.RestoreAsync(Saved, null, Cancelled);

        Assert.Equal(before.Count + 1, await reader.Movements.CountAsync(Cancelled));
        await reader.Database.ExecuteSqlRawAsync("commit", Cancelled);
        Assert.Equal(before.Count, await reader.Movements.CountAsync(Cancelled));
        Assert.Equal(before, await MovementsAsync(_database.Contexts));
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Empty(await context.Balances.ToListAsync(Cancelled));

        var former = said[(said.LastIndexOf(" in ", StringComparison.Ordinal) + 4)..^1];
        Assert.Equal(before.Count + 1, (await MovementsAsync(new IndhCoopsContextFactory(DatabaseOptions.SqliteFile(former)))).Count);
        await RecordAsync(); // Its rules stand, and it is written to as before.
        Assert.DoesNotContain(Directory.GetFiles(_database.Folder!), file => file.Contains(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_is_made_and_restored_while_others_write()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var writer = Task.Run(async () =>
        {
            var written = 0;
            for (; !stop.IsCancellationRequested; written++)
            {
                await RecordAsync();
                await Task.Delay(30, CancellationToken.None);
            }

            return written;
        });

        await _backup.BackUpAsync(Saved, null, Cancelled);
        await _backup.RestoreAsync(Saved, null, Cancelled);
        await stop.CancelAsync();

        Assert.True(await writer > 0);
        await using var connection = new SqliteConnection(_database.Options.ConnectionString);
        await connection.OpenAsync(Cancelled);
        Assert.Null(SqliteCheck.FindFault(connection));
    }

    [Fact]
    public async Task A_missing_database_is_restored_and_what_a_former_one_left_is_not_taken_for_its_changes()
    {
        var before = await MovementsAsync(_database.Contexts);
        await _backup.BackUpAsync(Saved, null, Cancelled);
        SqliteConnection.ClearAllPools();
        File.Delete(Live);
        await File.WriteAllTextAsync($"{Live}-wal", "left by another", Cancelled);

        await _backup.RestoreAsync(Saved, null, Cancelled);

        Assert.Equal(before, await MovementsAsync(_database.Contexts));
    }

    [Fact]
    public async Task A_damaged_database_is_put_aside()
    {
        var before = await MovementsAsync(_database.Contexts);
        await _backup.BackUpAsync(Saved, null, Cancelled);
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Live, "This is no database, and never was one.", Cancelled);

        Assert.Contains(
            $"The damaged one that was there is {Live}.damaged-",
            await _backup.RestoreAsync(Saved, null, Cancelled),
            StringComparison.Ordinal);

        SqliteConnection.ClearAllPools();
        Assert.Equal(before, await MovementsAsync(_database.Contexts));
    }

    [Fact]
    public async Task A_backup_of_an_earlier_version_is_brought_to_the_current_schema()
    {
        var old = new IndhCoopsContextFactory(DatabaseOptions.SqliteFile(Saved));
        await using (var context = old.CreateDbContext())
        {
            await context.GetService<IMigrator>().MigrateAsync("Initial", Cancelled);
            await context.Database.OpenConnectionAsync(Cancelled);
            foreach (var statement in EarlierRows.Insert(DatabaseKind.Sqlite, []))
            {
                await using var command = context.Database.GetDbConnection().CreateCommand();
                command.CommandText = statement;
                await command.ExecuteNonQueryAsync(Cancelled);
            }
        }

        await _backup.RestoreAsync(Saved, null, Cancelled);

        await new DatabaseMigration(_database.Contexts).RequireAsync(Cancelled);
        Assert.Equal(2, (await MovementsAsync(_database.Contexts)).Count);
    }

    [Fact]
    public async Task What_cannot_be_backed_up_or_restored_is_refused_in_a_sentence()
    {
        await _backup.BackUpAsync(Saved, null, Cancelled);
        await RefusedAsync("is there already", () => _backup.BackUpAsync(Saved, null, Cancelled));
        await RefusedAsync(
            "There is no folder", () => _backup.BackUpAsync(Path.Combine(_database.Folder!, "none", "a.db"), null, Cancelled));
        await RefusedAsync("There is no file", () => _backup.RestoreAsync(Path.Combine(_database.Folder!, "none.db"), null, Cancelled));

        var other = Path.Combine(_database.Folder!, "other.db");
        await File.WriteAllTextAsync(other, "This is no database, and never was one.", Cancelled);
        await RefusedAsync("is no database of SQLite", () => _backup.RestoreAsync(other, null, Cancelled));

        File.Delete(other);
        await ExecuteAsync(other, "create table people (name text)");
        await RefusedAsync("is no backup of this program's database", () => _backup.RestoreAsync(other, null, Cancelled));

        File.Copy(Saved, other, overwrite: true);
        await using (var damaged = new FileStream(other, FileMode.Open))
        {
            damaged.Position = damaged.Length / 2 / 4096 * 4096;
            await damaged.WriteAsync(new byte[4096 * 8], Cancelled);
        }

        await RefusedAsync("damaged", () => _backup.RestoreAsync(other, null, Cancelled));

        File.Copy(Saved, other, overwrite: true);
        await ExecuteAsync(other, "insert into \"__EFMigrationsHistory\" values ('29990101000000_Later', '99.0.0')");
        Assert.Contains(
            "29990101000000_Later",
            (await Assert.ThrowsAsync<SchemaUnknownException>(() => _backup.RestoreAsync(other, null, Cancelled))).Message,
            StringComparison.Ordinal);

        await RefusedAsync(
            "pg_dump",
            () => new SqliteBackup(DatabaseOptions.PostgreSql("Host=none"), TimeProvider.System).BackUpAsync(Saved, null, Cancelled));
        Assert.NotEmpty(await MovementsAsync(_database.Contexts));
    }

    // It is the disk of the backup that wants room, and not the one of the database.
    [Fact]
    public async Task A_backup_that_cannot_be_written_names_the_file_that_could_not()
    {
        using var disk = SmallDisk.TryMount(1);
        disk?.Fill();

        // Where nothing may be mounted, there is still a folder that takes no files.
        foreach (var folder in new[] { disk?.Folder, "/proc" }.OfType<string>())
        {
            var target = Path.Combine(folder, "saved.db");
            var failure = await Assert.ThrowsAsync<DatabasePreparationException>(() => _backup.BackUpAsync(target, null, Cancelled));
            Assert.Matches($"^(There is no room for {target}|{target} cannot be written): .* No backup was made.$", failure.Message);
            Assert.False(File.Exists(target));
        }
    }

    private static async Task RefusedAsync(string reason, Func<Task> work) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<BackupRefusedException>(work)).Message, StringComparison.Ordinal);

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private async Task RecordAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        var grant = await context.Movements.OrderBy(row => row.EffectiveOn).Select(row => row.Grant.Id).FirstAsync(Cancelled);
        var recorder = new MovementRecorder(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System);
        await recorder.RecordAsync(new NewMovement(grant, MovementKind.Amendment, 1m, new DateOnly(2026, 10, 1)), Cancelled);
    }

    private static async Task<List<Guid>> MovementsAsync(IDbContextFactory<IndhCoopsContext> contexts)
    {
        await using var context = contexts.CreateDbContext();
        return await context.Movements.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(Cancelled);
    }

    /// <summary>A small ledger, of which each test has a copy.</summary>
    public sealed class Ledger : IAsyncLifetime
    {
        /// <summary>The database.</summary>
        internal TestDatabase Database { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            Database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, CancellationToken.None);
            await new ReferenceDataLoader(Database.Contexts, TimeProvider.System).LoadAsync(CancellationToken.None);
            await new DemoLedgerLoader(Database.Contexts, TimeProvider.System).LoadAsync(20, null, CancellationToken.None);
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
