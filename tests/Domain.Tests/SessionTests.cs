using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Domain.Tests;

/// <summary>
/// The same tables and balances come out whatever stands between the program and PostgreSQL, and whatever its sessions are set to.
/// </summary>
public sealed class SessionTests
{
    private const int DemoCooperatives = 60;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_whose_sessions_write_days_in_German_and_live_in_Tokyo_gives_the_same_balances()
    {
        await using var database = await FarAwayAsync();

        Assert.Equal(await DirectAsync(), await LoadAndStrikeAsync(database.Options));
    }

    // A pooler takes no options of a session: what the database has set holds.
    [Fact]
    public async Task Behind_PgBouncer_in_transaction_mode_all_is_loaded_and_struck_also_in_such_a_database()
    {
        await using var database = await FarAwayAsync();
        await using var pooler = await PgBouncer.StartAsync(database, Cancelled);

        Assert.Equal(await DirectAsync(), await LoadAndStrikeAsync(pooler.Through(database)));
    }

    [Fact]
    public async Task A_pooler_that_the_settings_do_not_tell_of_is_recognised()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Cancelled);
        await using var pooler = await PgBouncer.StartAsync(database, Cancelled);
        var untold = pooler.Through(database, DatabasePooling.None);

        var refusal = await Assert.ThrowsAsync<DatabaseNotReadyException>(
            () => new DatabaseMigration(new IndhCoopsContextFactory(untold), database: untold).MigrateAsync(Cancelled));

        Assert.Contains("INDHCOOPS_Database__Pooling=transaction", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_strikes_at_once_behind_PgBouncer_are_one_after_the_other()
    {
        await using var database = await TestDatabase.WithDemoAsync(DatabaseKind.PostgreSql, DemoCooperatives, Cancelled);
        await using var pooler = await PgBouncer.StartAsync(database, Cancelled);
        var options = pooler.Through(database);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(
                _ => new BalanceStriker(new IndhCoopsContextFactory(options), TimeProvider.System).StrikeAsync(afresh: false, Cancelled)));

        Assert.Equal([null, 1], outcomes.Select(outcome => outcome.Number).Order());
    }

    // Its sessions write days in German and live in Tokyo.
    private static async Task<TestDatabase> FarAwayAsync()
    {
        var database = await TestDatabase.NameAsync(DatabaseKind.PostgreSql, Cancelled);
        var name = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString).Database;
        var server = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { Database = "postgres", Pooling = false };
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        string[] statements =
        [
            $"create database {name}",
            .. ((string[])[
                "datestyle = 'German, DMY'", "timezone = 'Asia/Tokyo'", "intervalstyle = 'sql_standard'",
                "bytea_output = 'escape'",
            ])
                .Select(setting => $"alter database {name} set {setting}"),
        ];
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        return database;
    }

    private static async Task<string> DirectAsync()
    {
        await using var database = await TestDatabase.NameAsync(DatabaseKind.PostgreSql, Cancelled);
        return await LoadAndStrikeAsync(database.Options);
    }

    private static async Task<string> LoadAndStrikeAsync(DatabaseOptions options)
    {
        var contexts = new IndhCoopsContextFactory(options);
        await new DatabaseMigration(contexts, database: options).MigrateAsync(Cancelled);
        await new ReferenceDataLoader(contexts, TimeProvider.System).LoadAsync(Cancelled);
        await new DemoLedgerLoader(contexts, TimeProvider.System).LoadAsync(DemoCooperatives, null, Cancelled);
        await new BalanceStriker(contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);
        await using var context = contexts.CreateDbContext();
        var balances = await context.Balances.OrderBy(balance => balance.Id)
            .Select(balance => new { balance.Id, balance.Month, balance.Opening, balance.Closing, balance.Grants })
            .ToListAsync(Cancelled);
        Assert.NotEmpty(balances);
        return string.Join('\n', balances);
    }
}
