using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.ReferenceData;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Tests;

/// <summary>What holds in every kind of database.</summary>
public abstract class DatabaseTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Grant = "(select id from grants order by id limit 1)";
    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind, Cancelled);
        await LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_shipped_facts_are_loaded()
    {
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(12, await context.Regions.CountAsync(Cancelled));
        Assert.Equal(75, await context.Provinces.CountAsync(Cancelled));
        Assert.Equal(36_828_330, await context.Provinces.SumAsync(province => province.Population, Cancelled));
        Assert.Equal(17, await context.Statements.CountAsync(Cancelled));
        Assert.Equal(3, await context.Cooperatives.CountAsync(Cancelled));
        Assert.Equal(3, await context.Grants.CountAsync(Cancelled));
        Assert.Equal(4, await context.Observations.CountAsync(Cancelled));
        Assert.Equal(17, await context.Programmes.CountAsync(Cancelled));
    }

    [Fact]
    public async Task The_statement_on_Khemisset_is_found()
    {
        await using var context = _database.Contexts.CreateDbContext();
        var statement = await context.Statements.SingleAsync(
            row => row.Province!.Code == "MA-KHE" && row.Programme!.Code == "P3" && row.Phase == Phase.III, Cancelled);
        Assert.Equal((21, 7_900_000m, 4_740_000m), (statement.Projects, statement.TotalCost, statement.IndhContribution));
        Assert.Equal((new DateOnly(2019, 1, 1), new DateOnly(2023, 12, 31)), (statement.From, statement.To));
    }

    [Fact]
    public async Task A_second_load_changes_nothing()
    {
        await using var context = _database.Contexts.CreateDbContext();
        var before = await context.LoadedData.AsNoTracking().SingleAsync(Cancelled);
        await LoadAsync();
        var after = await context.LoadedData.AsNoTracking().SingleAsync(Cancelled);
        Assert.Equal((before.Fingerprint, before.LoadedAt), (after.Fingerprint, after.LoadedAt));
        Assert.Equal(3, await context.Cooperatives.CountAsync(Cancelled));
    }

    [Fact]
    public async Task A_load_of_other_files_corrects_rows_and_references()
    {
        await ExecuteAsync("update loaded_data set fingerprint = 'older'");
        await ExecuteAsync("update provinces set population = 1 where code = 'MA-KHE'");
        await ExecuteAsync("update cooperatives set value_chain_code = null, province_code = 'MA-RAB'");
        await LoadAsync();
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(563_036, (await context.Provinces.SingleAsync(row => row.Code == "MA-KHE", Cancelled)).Population);
        Assert.Equal(3, await context.Cooperatives.CountAsync(row => row.Province.Code == "MA-KHE" && row.ValueChain != null, Cancelled));
    }

    [Fact]
    public async Task The_migrations_are_up_to_date()
    {
        await using var context = _database.Contexts.CreateDbContext();
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_ledger_refuses_to_disburse_more_than_is_committed()
    {
        await MoveAsync(1, "COMMITMENT", 100);
        await MoveAsync(2, "DISBURSEMENT", 100);
        await RefusedAsync("More would be disbursed", () => MoveAsync(3, "DISBURSEMENT", 1));
    }

    [Fact]
    public async Task The_ledger_is_never_edited()
    {
        await MoveAsync(1, "COMMITMENT", 100);
        await RefusedAsync("never edited or deleted", () => ExecuteAsync("update movements set amount = 200"));
        await RefusedAsync("never edited or deleted", () => ExecuteAsync("delete from movements"));
    }

    [Fact]
    public async Task The_ledger_refuses_negative_amounts()
    {
        await RefusedAsync("ck_movements_amount", () => MoveAsync(1, "COMMITMENT", -100));
        await RefusedAsync("ck_grants_amount", () => ExecuteAsync("update grants set amount = -1"));
    }

    [Fact]
    public async Task A_date_outside_the_programmes_years_needs_a_note()
    {
        const string Award = "update grants set programme_code = 'P3', awarded_on = '2017-05-01'";
        await ExecuteAsync(Award);
        await RefusedAsync("outside the years of its programme", () => ExecuteAsync($"{Award}, note = null"));
    }

    private Task LoadAsync() => new ReferenceDataLoader(_database.Contexts, TimeProvider.System).LoadAsync(Cancelled);

    private static async Task RefusedAsync(string reason, Func<Task> write) =>
        Assert.Contains(reason, (await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(write)).Message, StringComparison.Ordinal);

    private async Task MoveAsync(int id, string movementKind, int amount)
    {
        // SQLite holds identifiers as bytes, amounts in centimes and instants as numbers.
        var (uuid, money, instant) = kind == DatabaseKind.Sqlite
            ? ($"x'{id:x32}'", $"{amount}00", $"{id}")
            : ($"'00000000-0000-0000-0000-{id:x12}'", $"{amount}", $"'2015-01-0{id} 00:00:00+00'");
        await ExecuteAsync(
            "insert into movements (id, kind, amount, effective_on, recorded_at, grant_id, data_source) "
            + $"values ({uuid}, '{movementKind}', {money}, '2015-01-01', {instant}, {Grant}, 'PRESS')");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var context = _database.Contexts.CreateDbContext();
        await context.Database.ExecuteSqlRawAsync(sql, Cancelled);
    }
}

/// <summary>The domain in SQLite.</summary>
public sealed class SqliteTests() : DatabaseTests(DatabaseKind.Sqlite);

/// <summary>The domain in PostgreSQL.</summary>
public sealed class PostgresTests() : DatabaseTests(DatabaseKind.PostgreSql);
