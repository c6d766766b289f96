using System.Globalization;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

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
    public async Task What_is_rolled_back_to_a_savepoint_was_not_written_and_the_rest_was()
    {
        var before = await StateAsync();
        await ExecuteAsync(
            "begin; update regions set population = population + 1; savepoint one; "
                + "update cooperatives set note = 'never'; rollback to one; "
            + "savepoint two; update provinces set population = population + 1; release two; commit");
        AssertWritten(await StateAsync(), before, new TableWrite("regions", null), new TableWrite("provinces", null));
    }

    [Fact]
    public async Task While_others_write_without_pause_each_write_is_told_and_nothing_else()
    {
        var state = await StateAsync();
        var first = state;
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 150; i++)
                {
                    await ExecuteAsync("update provinces set population = population + 1 where code = 'MA-KHE'");
                }
            },
            Cancelled);
        while (!writing.IsCompleted)
        {
            var next = await StateAsync();
            Assert.All(next.WritesSince(state.Number)!, write => Assert.Equal("provinces", write.Table));
            state = next;
        }

        await writing;
        AssertWritten(await StateAsync(), first, new TableWrite("provinces", null));
    }

    [Fact]
    public async Task Of_a_transaction_that_writes_thousands_of_rows_the_tables_are_told()
    {
        var before = await StateAsync();
        await ExecuteAsync(
            "insert into write_list (table_name) with recursive n (i) as (select 1 union all select i + 1 from n where i < 4000) select "
                + "case when i % 2 = 0 then 'grants' else 'changes' end from n");
        AssertWritten(await StateAsync(), before, new TableWrite("grants", null), new TableWrite("changes", null));
    }

    [Fact]
    public async Task A_row_that_gets_another_id_is_told_under_both()
    {
        var former = await AddAsync("Une");
        var before = await StateAsync();
        await ExecuteAsync(kind == DatabaseKind.Sqlite
            ? "update cooperatives set id = x'00000000000000000000000000000001' where name = 'Une'"
            : "update cooperatives set id = '00000000-0000-0000-0000-000000000001' where name = 'Une'");
        AssertWritten(
            await StateAsync(), before, new TableWrite("cooperatives", [former, new Guid("00000000-0000-0000-0000-000000000001")]));
    }

    [Fact]
    public async Task Of_a_bulk_write_no_rows_are_told_and_the_list_stays_short()
    {
        var before = await StateAsync();
        for (var i = 0; i < 12; i++)
        {
            await ExecuteAsync(
                "insert into write_list (table_name) with recursive n (i) as (select 1 union all select i + 1 from n where i < "
                    + "1000) select 'regions' from n");
        }

        await ExecuteAsync("update cooperatives set note = 'all of them'");
        var after = await StateAsync();
        Assert.False(after.AreUnwritten(["cooperatives"], before.Number));
        Assert.Null(after.WritesSince(before.Number));
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        Assert.InRange(
            await context.Database.SqlQueryRaw<int>("""select cast(count(*) as int) as "Value" from write_list""").SingleAsync(Cancelled),
            1,
            9_300);

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

    private protected async Task<DataState> StateAsync() =>
        await _version.CurrentAsync(Cancelled) ?? throw new InvalidOperationException("The database was not asked.");

    private protected async Task<Guid> AddAsync(string name)
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        var cooperative = new Cooperative(
            Guid.NewGuid(), name, await context.Provinces.SingleAsync(candidate => candidate.Code == "MA-KHE", Cancelled), 1902,
            DataSource.Press, "test");
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
        CultureInfo.InvariantCulture,
        $"{write.Table}: {(write.Rows is null ? "any row" : string.Join(", ", write.Rows.Select(row => row.ToString()).Order()))}");
}

public sealed class WriteListOfSqliteTests() : WriteListTests(DatabaseKind.Sqlite)
{
    private protected override string[] GetRound =>
    [
        "begin; drop trigger cooperatives_written_update; update cooperatives set note = 'unseen'; "
        + "create trigger cooperatives_written_update after update on cooperatives begin insert into write_list (table_name, "
        + "row_id) values ('cooperatives', new.id); end; commit",
    ];

    [Fact]
    public async Task A_restore_makes_everything_unknown_also_from_a_file_in_which_more_was_written()
    {
        await using var other = await Database.CopyAsync(Cancelled);
        var before = await StateAsync();
        await ExecuteAsync("update cooperatives set note = 'here'");
        var written = await StateAsync();
        await using (var context = await other.Contexts.CreateDbContextAsync(Cancelled))
        {
            await context.Database.ExecuteSqlRawAsync(
                "update cooperatives set note = 'there'; update cooperatives set note = 'there again'", Cancelled);
        }

        await using (var source = new SqliteConnection(other.Options.ConnectionString))
        await using (var target = new SqliteConnection(Database.Options.ConnectionString))
        {
            await source.OpenAsync(Cancelled);
            await target.OpenAsync(Cancelled);
            source.BackupDatabase(target);
        }

        var after = await StateAsync();
        Assert.False(after.AreUnwritten(["grants"], written.Number));
        Assert.Null(after.WritesSince(written.Number));
        Assert.Null(after.WritesSince(before.Number));
    }

    [Fact]
    public async Task An_import_that_drops_a_trigger_and_creates_it_again_is_told_like_any_other_write()
    {
        await using var context = await Database.Contexts.CreateDbContextAsync(Cancelled);
        var before = await StateAsync();
        for (var i = 0; i < 2; i++)
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancelled);
            await context.Provider.Bulk.WriteMovementsAsync(
                context,
                () => context.Database.ExecuteSqlRawAsync("update regions set population = population + 1", Cancelled),
                Cancelled);
            await transaction.CommitAsync(Cancelled);
        }

        AssertWritten(await StateAsync(), before, new TableWrite("regions", null));
    }

    [Fact]
    public async Task A_checkpoint_and_a_vacuum_hide_no_write()
    {
        foreach (var sql in new[] { "pragma wal_checkpoint(truncate)", "vacuum", "analyze" })
        {
            var before = await StateAsync();
            await ExecuteAsync(sql);
            await ExecuteAsync("update provinces set population = population + 1");
            Assert.False((await StateAsync()).AreUnwritten(["provinces"], before.Number), sql);
        }
    }

    private protected override DataVersion VersionOf(DatabaseOptions database) =>
        new SqliteDataVersion(database, NullLogger<SqliteDataVersion>.Instance);
}

public sealed class WriteListOfPostgresTests() : WriteListTests(DatabaseKind.PostgreSql)
{
    private protected override string[] GetRound =>
    [
        "alter table cooperatives disable trigger all; update cooperatives set note = 'unseen'; "
            + "alter table cooperatives enable trigger all",
        "alter table cooperatives enable always trigger cooperatives_written_insert; alter table cooperatives enable always trigger "
            + "cooperatives_written_update; "
        + "alter table cooperatives enable always trigger cooperatives_written_delete; alter table cooperatives enable always trigger "
        + "cooperatives_written_truncate",
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
        await ExecuteAsync(
            "set session_replication_role = replica; update provinces set population = population + 1; reset session_replication_role");
        var after = await StateAsync();
        AssertWritten(after, before, new TableWrite("provinces", null));
        await ExecuteAsync("truncate observations");
        Assert.False((await StateAsync()).AreUnwritten(["observations"], after.Number));
    }

    [Theory]
    [InlineData("alter table observations alter column value type numeric(30, 6)", "observations")]
    [InlineData(
        "alter table provinces rename to former; create table provinces (like former including all); "
            + "insert into provinces select * from former",
        "provinces")]
    [InlineData(
        "drop trigger grants_written_update on grants; update grants set phase = phase; "
            + "create trigger grants_written_update after update on grants referencing old table as former new table as written for each "
            + "statement execute function write_list_changed_rows(); alter table grants enable always trigger grants_written_update",
        "grants")]
    public async Task Who_changes_a_table_behind_the_triggers_makes_everything_unknown(string sql, string table)
    {
        var before = await StateAsync();
        await ExecuteAsync($"begin; {sql}; commit");
        Assert.False((await StateAsync()).AreUnwritten([table], before.Number));
    }

    // What a subscription applies fires no trigger of a statement: that it is there is all that can be seen.
    [Fact]
    public async Task While_a_subscription_may_write_a_table_each_write_of_anything_makes_everything_unknown()
    {
        await using var publisher = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, Cancelled);
        await using (var context = await publisher.Contexts.CreateDbContextAsync(Cancelled))
        {
            await context.Database.ExecuteSqlRawAsync("create publication provinces_only for table provinces", Cancelled);
        }

        var from = new NpgsqlConnectionStringBuilder(publisher.Options.ConnectionString);
        await ExecuteAsync(
            $"create subscription provinces_only connection 'host={from.Host} port={from.Port} user={from.Username} "
                + $"dbname={from.Database}' publication provinces_only with (connect = false, slot_name = none)");
        var before = await StateAsync();
        try
        {
            // It has no slot to read from, and so it writes nothing.
            await ExecuteAsync("alter subscription provinces_only set (slot_name = 'none_such')");
            await ExecuteAsync("alter subscription provinces_only enable");
            await ExecuteAsync("alter subscription provinces_only refresh publication with (copy_data = false)");
            await ExecuteAsync("update regions set population = population + 1");

            var after = await StateAsync();
            Assert.Null(after.WritesSince(before.Number));
            await ExecuteAsync("update regions set population = population + 1");
            Assert.Null((await StateAsync()).WritesSince(after.Number));
        }
        finally
        {
            await ExecuteAsync("alter subscription provinces_only disable");
            await ExecuteAsync("alter subscription provinces_only set (slot_name = none)");
            await ExecuteAsync("drop subscription provinces_only");
        }

        var last = await StateAsync();
        await ExecuteAsync("update regions set population = population + 1");
        AssertWritten(await StateAsync(), last, new TableWrite("regions", null));
    }

    private protected override DataVersion VersionOf(DatabaseOptions database) =>
        new PostgresDataVersion(database, Options.Create(new ReplicaOptions()), NullLogger<PostgresDataVersion>.Instance);
}
