using IndhCoops.Databases;
using IndhCoops.Domain.Databases.Sqlite;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Upgrading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Tests.Migrations;

/// <summary>What a start does with a database that it cannot simply upgrade: it ends in a sentence, and changes nothing.</summary>
public abstract class UpgradeTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.NameAsync(kind, Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_program_refuses_a_database_of_a_later_version_and_names_both()
    {
        var migration = new DatabaseMigration(_database.Contexts);
        await migration.MigrateAsync(Cancelled);
        await ExecuteAsync("insert into \"__EFMigrationsHistory\" values ('29990101000000_Later', '99.0.0')");

        foreach (var start in (Func<CancellationToken, Task>[])[migration.MigrateAsync, migration.RequireAsync])
        {
            var refused = await Assert.ThrowsAsync<SchemaUnknownException>(() => start(Cancelled));
            await using var context = _database.Contexts.CreateDbContext();
            Assert.Contains("29990101000000_Later", refused.Message, StringComparison.Ordinal);
            Assert.Contains(context.Database.GetMigrations().Last(), refused.Message, StringComparison.Ordinal);
            Assert.StartsWith("This program is older than the database", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_program_refuses_a_database_with_a_change_that_no_release_has()
    {
        await MakeInitialAsync();
        await ExecuteAsync("insert into \"__EFMigrationsHistory\" values ('20261123235831_Balances', '10.0.0')");

        var refused = await Assert.ThrowsAsync<SchemaUnknownException>(
            () => new DatabaseMigration(_database.Contexts).MigrateAsync(Cancelled));

        Assert.Contains(
            "made by a version between two releases: it has the change 20261123235831_Balances", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_fails_is_said_in_a_sentence_and_changes_nothing()
    {
        await MakeInitialAsync();
        foreach (var statement in EarlierRows.Insert(kind, []))
        {
            await ExecuteAsync(statement);
        }

        await ExecuteAsync("create table strikes (number integer)");

        var failed = await Assert.ThrowsAsync<DatabasePreparationException>(
            () => new DatabaseMigration(_database.Contexts).MigrateAsync(Cancelled));

        Assert.Matches(
            "^The change [0-9]+_Balances of the database failed: .*strikes.* already exists.*Nothing was changed.*restore a backup",
            failed.Message);
        await using var context = _database.Contexts.CreateDbContext();
        Assert.EndsWith("_Initial", Assert.Single(await context.Database.GetAppliedMigrationsAsync(Cancelled)), StringComparison.Ordinal);
        Assert.DoesNotContain(
            await DatabaseSchema.ReadAsync(context, Cancelled), line => line.Contains("computed_from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_processes_that_start_at_once_make_one_database()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(
                _ => Task.Run(() => new DatabaseMigration(_database.Contexts).MigrateAsync(Cancelled), Cancelled)));
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancelled));
    }

    [Fact]
    public async Task Whoever_waits_for_another_process_says_so_and_goes_on_when_that_is_done()
    {
        await MakeInitialAsync();
        var lines = new Lines<DatabaseMigration>();
        Task waiting;
        await using (var context = _database.Contexts.CreateDbContext())
        await using (await new WriteTurn(context, "test", WriteTurn.Patience, null).BeginAsync(Cancelled))
        {
            waiting = Task.Run(() => new DatabaseMigration(_database.Contexts, lines).MigrateAsync(Cancelled), Cancelled);
            Assert.Contains("to upgrade the database", await lines.WaitForAsync("Waiting for", Cancelled), StringComparison.Ordinal);

            var impatient = new DatabaseMigration(_database.Contexts) { Patience = TimeSpan.Zero };
            var ended = await Assert.ThrowsAsync<DatabasePreparationException>(() => impatient.MigrateAsync(Cancelled));
            Assert.Contains("It took too long to wait for a turn to upgrade the database", ended.Message, StringComparison.Ordinal);
        }

        await waiting;
        await using var upgraded = _database.Contexts.CreateDbContext();
        Assert.Empty(await upgraded.Database.GetPendingMigrationsAsync(Cancelled));
    }

    /// <summary>Contexts on the database of the test.</summary>
    protected IDbContextFactory<IndhCoopsContext> Contexts => _database.Contexts;

    /// <summary>Makes the database as the first version did.</summary>
    protected async Task MakeInitialAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        await context.GetService<IMigrator>().MigrateAsync("Initial", Cancelled);
    }

    /// <summary>Runs a statement.</summary>
    protected async Task ExecuteAsync(string sql)
    {
        await using var context = _database.Contexts.CreateDbContext();
        await context.Database.OpenConnectionAsync(Cancelled);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}

/// <summary>Upgrades of SQLite, where earlier versions left more behind.</summary>
public sealed class SqliteUpgradeTests() : UpgradeTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task The_lock_of_a_killed_process_is_taken_over()
    {
        await MakeInitialAsync();
        await ExecuteAsync("insert into \"__EFMigrationsLock\" values (1, '2026-11-26 10:00:00+00:00')");
        var lines = new Lines<DatabaseMigration>();

        await new DatabaseMigration(Contexts, lines).MigrateAsync(Cancelled);

        Assert.Contains(
            lines.All,
            line => line.StartsWith("An upgrade that began at 2026-11-26 10:00:00+00:00 was broken off", StringComparison.Ordinal));
        await using var context = Contexts.CreateDbContext();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancelled));
    }

    [Theory]
    [InlineData("2026-11-28 12:00:00+00:00", true)]
    [InlineData("2026-11-28 11:58:00+00:00", false)]
    [InlineData("nonsense", false)]
    public void The_lock_of_an_earlier_version_is_respected_while_a_process_may_have_it(string taken, bool isHeld)
    {
        var now = new DateTimeOffset(2026, 11, 28, 12, 0, 10, TimeSpan.Zero);
        Assert.Equal(isHeld, SqliteUpgrade.MayBeHeld(taken, now, ["process 1 (IndhCoops.GraphQL)"]));
        Assert.False(SqliteUpgrade.MayBeHeld(taken, now, []));
    }

    [Fact]
    public async Task A_database_without_rows_whose_making_was_broken_off_is_made_anew()
    {
        await MakeInitialAsync();
        await ExecuteAsync("alter table statements add computed_cooperatives integer null");
        var lines = new Lines<DatabaseMigration>();

        await new DatabaseMigration(Contexts, lines).MigrateAsync(Cancelled);

        Assert.Contains(
            lines.All, line => line.Contains("was broken off half-way, before there was a single row in it", StringComparison.Ordinal));
        await using var context = Contexts.CreateDbContext();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancelled));
    }

    [Fact]
    public async Task A_database_with_rows_is_never_made_anew()
    {
        await MakeInitialAsync();
        await ExecuteAsync(EarlierRows.Insert(DatabaseKind.Sqlite, []).First());
        await ExecuteAsync("alter table statements add computed_cooperatives integer null");

        var failed = await Assert.ThrowsAsync<DatabasePreparationException>(() => new DatabaseMigration(Contexts).MigrateAsync(Cancelled));

        Assert.Contains("duplicate column name: computed_cooperatives", failed.Message, StringComparison.Ordinal);
        await using var context = Contexts.CreateDbContext();
        Assert.Equal(1, await context.Regions.CountAsync(Cancelled));
    }
}

/// <summary>Upgrades of PostgreSQL.</summary>
public sealed class PostgresUpgradeTests() : UpgradeTests(DatabaseKind.PostgreSql)
{
    [Theory]
    [InlineData("lock table \"__EFMigrationsHistory\" in access exclusive mode", "session [0-9]+ .*uses it")]
    [InlineData("lock table statements in access share mode", "sessions that use its tables hold it up")]
    public async Task Whoever_is_held_up_by_a_session_says_so_and_goes_on_when_that_is_done(string held, string named)
    {
        await MakeInitialAsync();
        var lines = new Lines<DatabaseMigration>();
        Task waiting;
        await using (var context = Contexts.CreateDbContext())
        await using (await context.Database.BeginTransactionAsync(Cancelled))
        {
            await context.Database.ExecuteSqlRawAsync(held, Cancelled);
            waiting = Task.Run(() => new DatabaseMigration(Contexts, lines).MigrateAsync(Cancelled), Cancelled);
            Assert.Matches(named, await lines.WaitForAsync("Waiting for", Cancelled));
        }

        await waiting;
        await using var upgraded = Contexts.CreateDbContext();
        Assert.Empty(await upgraded.Database.GetPendingMigrationsAsync(Cancelled));
    }
}
