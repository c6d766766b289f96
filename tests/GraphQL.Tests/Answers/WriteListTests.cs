using System.Globalization;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Answers;

/// <summary>Whoever asks what was written learns it of every committed write, and of nothing else.</summary>
public abstract class WriteListTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private DataVersion _version = null!;

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected TestDatabase Database => _database;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.WithDemoAsync(kind, 20, CancellationToken.None);
        _version = VersionOf(_database.Options);
    }

    public async ValueTask DisposeAsync()
    {
        await _version.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_write_tells_its_table_and_rows_and_leaves_all_other_tables_alone()
    {
        var before = await StateAsync();
        var added = await AddAsync("Une");
        var afterAdding = await StateAsync();
        AssertWritten(afterAdding, before, new TableWrite("cooperatives", [added]));
        Assert.True(afterAdding.AreUnwritten(["grants", "movements", "changes"], before.Number));
        Assert.False(afterAdding.AreUnwritten(["grants", "cooperatives"], before.Number));
        Assert.False(afterAdding.AreUnwritten(["a table that nobody watches"], before.Number));

        await ExecuteAsync($"update cooperatives set note = 'corrected' where name = 'Une'");
        var afterCorrecting = await StateAsync();
        AssertWritten(afterCorrecting, afterAdding, new TableWrite("cooperatives", [added]));
        await ExecuteAsync("delete from cooperatives where name = 'Une'; update regions set population = population + 1");
        var afterBoth = await StateAsync();
        AssertWritten(afterBoth, afterCorrecting, new TableWrite("cooperatives", [added]), new TableWrite("regions", null));
        AssertWritten(afterBoth, before, new TableWrite("cooperatives", [added]), new TableWrite("regions", null));
        Assert.Same(afterBoth, await StateAsync());
    }

    [Fact]
    public async Task What_is_rolled_back_was_not_written()
    {
        var before = await StateAsync();
        await using (var context = await _database.Contexts.CreateDbContextAsync(Cancelled))
        await using (await context.Database.BeginTransactionAsync(Cancelled))
        {
            await context.Database.ExecuteSqlRawAsync("update cooperatives set note = 'never'", Cancelled);
        }

        Assert.Equal(before.Number, (await StateAsync()).Number);
    }

    [Fact]
    public async Task A_row_that_gets_another_id_is_told_under_both()
    {
        var former = await AddAsync("Une");
        var before = await StateAsync();
        await ExecuteAsync(kind == DatabaseKind.Sqlite
            ? "update cooperatives set id = x'00000000000000000000000000000001' where name = 'Une'"
            : "update cooperatives set id = '00000000-0000-0000-0000-000000000001' where name = 'Une'");
        AssertWritten(await StateAsync(), before, new TableWrite("cooperatives", [former, new Guid("00000000-0000-0000-0000-000000000001")]));
    }

    [Fact]
    public async Task Of_a_bulk_write_no_rows_are_told_and_the_list_stays_short()
    {
        var before = await StateAsync();
        for (var i = 0; i < 12; i++)
        {
            await ExecuteAsync("insert into write_list (table_name) with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000) select 'regions' from n");
        }

        await ExecuteAsync("update cooperatives set note = 'all of them'");
        var after = await StateAsync();
        Assert.False(after.AreUnwritten(["cooperatives"], before.Number));
        Assert.Null(after.WritesSince(before.Number));
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        Assert.InRange(await context.Database.SqlQueryRaw<int>("""select cast(count(*) as int) as "Value" from write_list""").SingleAsync(Cancelled), 1, 9_300);

        await AddAsync("Une");
        Assert.Equal("cooperatives", Assert.Single((await StateAsync()).WritesSince(after.Number)!).Table);
    }

    [Fact]
    public async Task Who_gets_round_the_triggers_makes_everything_unknown()
    {
        var before = await StateAsync();
        foreach (var sql in GetRound)
        {
            await ExecuteAsync(sql);
        }

        var after = await StateAsync();
        Assert.Null(after.WritesSince(before.Number));
        Assert.False(after.AreUnwritten([], before.Number));

        await AddAsync("Une");
        Assert.Equal("cooperatives", Assert.Single((await StateAsync()).WritesSince(after.Number)!).Table);
    }

    // Switches the triggers off, writes, and switches them on.
    private protected abstract string[] GetRound { get; }

    private protected abstract DataVersion VersionOf(DatabaseOptions database);

    private protected async Task<DataState> StateAsync() => await _version.CurrentAsync(Cancelled) ?? throw new InvalidOperationException("The database was not asked.");

    private protected async Task<Guid> AddAsync(string name)
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        var cooperative = new Cooperative(Guid.NewGuid(), name, await context.Provinces.SingleAsync(candidate => candidate.Code == "MA-KHE", Cancelled), 1902, DataSource.Press, "test");
        context.Add(cooperative);
        await context.SaveChangesAsync(Cancelled);
        return cooperative.Id;
    }

    private protected async Task ExecuteAsync(string sql)
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        await context.Database.ExecuteSqlRawAsync(sql, Cancelled);
    }

    private protected static void AssertWritten(DataState state, DataState since, params TableWrite[] expected) =>
        Assert.Equal(expected.Select(Text).Order(), state.WritesSince(since.Number)!.Select(Text).Order());

    private static string Text(TableWrite write) => string.Create(
        CultureInfo.InvariantCulture, $"{write.Table}: {(write.Rows is null ? "any row" : string.Join(", ", write.Rows.Select(row => row.ToString()).Order()))}");
}

public sealed class WriteListOfSqliteTests() : WriteListTests(DatabaseKind.Sqlite)
{
    private protected override string[] GetRound =>
    [
        "begin; drop trigger cooperatives_written_update; update cooperatives set note = 'unseen'; "
        + "create trigger cooperatives_written_update after update on cooperatives begin insert into write_list (table_name, row_id) values ('cooperatives', new.id); end; commit",
    ];

    private protected override DataVersion VersionOf(DatabaseOptions database) => new SqliteDataVersion(database, NullLogger<SqliteDataVersion>.Instance);
}

public sealed class WriteListOfPostgresTests() : WriteListTests(DatabaseKind.PostgreSql)
{
    private protected override string[] GetRound =>
    [
        "alter table cooperatives disable trigger all; update cooperatives set note = 'unseen'; alter table cooperatives enable trigger all",
        "alter table cooperatives enable always trigger cooperatives_written_insert; alter table cooperatives enable always trigger cooperatives_written_update; "
        + "alter table cooperatives enable always trigger cooperatives_written_delete; alter table cooperatives enable always trigger cooperatives_written_truncate",
    ];

    [Fact]
    public async Task A_transaction_that_takes_long_is_told_when_it_ends()
    {
        var added = await AddAsync("Longue");
        var before = await StateAsync();
        await using var slow = await Database.Contexts.CreateDbContextAsync(Cancelled);
        await using var transaction = await slow.Database.BeginTransactionAsync(Cancelled);
        await slow.Database.ExecuteSqlRawAsync("update cooperatives set note = 'slow' where name = 'Longue'", Cancelled);
        await ExecuteAsync("update regions set population = population + 1");
        var between = await StateAsync();
        AssertWritten(between, before, new TableWrite("regions", null));
        await ExecuteAsync("update provinces set population = population + 1");
        AssertWritten(await StateAsync(), between, new TableWrite("provinces", null));
        await transaction.CommitAsync(Cancelled);
        AssertWritten(await StateAsync(), between, new TableWrite("provinces", null), new TableWrite("cooperatives", [added]));
    }

    [Fact]
    public async Task Another_database_of_the_server_and_a_vacuum_write_nothing_here()
    {
        await using var other = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Cancelled);
        var before = await StateAsync();
        await using (var context = await other.Contexts.CreateDbContextAsync(Cancelled))
        {
            await context.Database.ExecuteSqlRawAsync("insert into loaded_data values ('x', 'y', now())", Cancelled);
        }

        await ExecuteAsync("vacuum analyze cooperatives");
        Assert.Same(before, await StateAsync());
    }

    [Fact]
    public async Task What_is_truncated_or_applied_from_another_server_is_told()
    {
        var before = await StateAsync();
        await ExecuteAsync("set session_replication_role = replica; update provinces set population = population + 1; reset session_replication_role");
        var after = await StateAsync();
        AssertWritten(after, before, new TableWrite("provinces", null));
        await ExecuteAsync("truncate observations");
        Assert.False((await StateAsync()).AreUnwritten(["observations"], after.Number));
    }

    private protected override DataVersion VersionOf(DatabaseOptions database) =>
        new PostgresDataVersion(database, Options.Create(new ReplicaOptions()), NullLogger<PostgresDataVersion>.Instance);
}
