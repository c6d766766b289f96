using System.Globalization;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Domain.Tests.Ledger;

/// <summary>What the database refuses by itself, whoever writes and by whatever statement.</summary>
public abstract class LedgerRulesTests(DatabaseKind kind) : IAsyncLifetime
{
    private RawLedger _ledger = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ledger = await RawLedger.CreateAsync(kind);
        await _ledger.MoveAsync(1, "COMMITMENT", 100, "2015-03-01");
        await _ledger.MoveAsync(2, "DISBURSEMENT", 60, "2015-03-10");
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_movement_is_neither_edited_nor_deleted_nor_replaced()
    {
        const string never = "never edited or deleted";
        await _ledger.RefusedAsync("update movements set amount = 200", never);
        await _ledger.RefusedAsync("delete from movements", never);
        await _ledger.RefusedAsync(
            _ledger.Insert(1, "COMMITMENT", _ledger.Money(200), "'2015-03-01'")
                + " on conflict (id) do update set amount = excluded.amount",
            never);
        if (kind == DatabaseKind.PostgreSql)
        {
            await _ledger.RefusedAsync("truncate movements", never);
            await _ledger.RefusedAsync("truncate movements cascade", never);
            await _ledger.RefusedAsync("truncate grants cascade", never);
            await _ledger.RefusedAsync("merge into movements m using (select 1) one on true when matched then delete", never);
            return;
        }

        foreach (var verb in (string[])["insert or replace into", "replace into"])
        {
            await _ledger.RefusedAsync(_ledger.Insert(1, "COMMITMENT", _ledger.Money(200), "'2015-03-01'", verb), never);
            await _ledger.RefusedAsync(
                _ledger.Insert(3, "COMMITMENT", _ledger.Money(200), "'2015-03-01'", verb)
                    .Replace("(id, ", "(rowid, id, ", StringComparison.Ordinal)
                    .Replace("values (", "values (1, ", StringComparison.Ordinal),
                never);
        }

        await _ledger.RefusedAsync($"update or replace movements set id = {_ledger.Id(2)}", never);
        await _ledger.RefusedAsync(
            _ledger.Insert(3, "COMMITMENT", _ledger.Money(1), "'2015-03-01'").Replace("(id, ", "(rowid, id, ", StringComparison.Ordinal)
                .Replace("values (", "values (9, ", StringComparison.Ordinal),
            "without a rowid");
    }

    [Fact]
    public async Task A_reference_is_used_once_per_grant_and_is_written_plainly()
    {
        string Under(int number, string reference, string verb = "insert into") =>
            _ledger.Insert(number, "COMMITMENT", _ledger.Money(1), "'2015-03-01'", verb)
                .Replace("(id, ", "(reference, id, ", StringComparison.Ordinal)
                .Replace("values (", $"values ({reference}, ", StringComparison.Ordinal);
        await _ledger.ExecuteAsync(Under(3, "'D-1'"));
        await _ledger.RefusedAsync(Under(4, "'D-1'"));
        await _ledger.RefusedAsync(Under(4, "''"));
        await _ledger.RefusedAsync(Under(4, "' D-2'"));
        await _ledger.RefusedAsync(Under(4, $"'{new string('x', 101)}'"));
        if (kind == DatabaseKind.Sqlite)
        {
            await _ledger.RefusedAsync(Under(4, "'D-1'", "insert or replace into"));
            await _ledger.RefusedAsync(Under(4, "x'4432'"));
        }
    }

    [Theory]
    [InlineData("DISBURSEMENT", 40, "2015-02-28")] // Before the commitment.
    [InlineData("DISBURSEMENT", 41, "2015-03-11")]
    [InlineData("DISBURSEMENT", 41, "2015-03-01")] // Enough is left that day, and not on the 10th.
    [InlineData("CANCELLATION", 41, "2015-03-02")]
    [InlineData("AMENDMENT", -41, "2015-03-05")]
    [InlineData("REFUND", 1, "2015-03-09")] // Before it was disbursed.
    [InlineData("REFUND", 61, "2015-03-11")]
    public async Task The_ledger_is_sound_on_every_day(string movement, int amount, string day) =>
        await _ledger.RefusedAsync(
            _ledger.Insert(3, movement, _ledger.Money(amount), $"'{day}'"), "More would be disbursed than is committed");

    [Fact]
    public async Task Rows_of_one_statement_are_judged_together()
    {
        var values = _ledger.Insert(4, "", "", "").IndexOf(" values ", StringComparison.Ordinal);
        var two =
            _ledger.Insert(3, "COMMITMENT", _ledger.Money(10), "'2015-03-12'")
                + _ledger.Insert(4, "DISBURSEMENT", _ledger.Money(50), "'2015-03-12'")[values..]
                    .Replace(" values", ",", StringComparison.Ordinal);
        await _ledger.RefusedAsync(two.Replace(_ledger.Money(50), _ledger.Money(51), StringComparison.Ordinal), "More would be disbursed");
        await _ledger.ExecuteAsync(two);
    }

    [Fact]
    public async Task Days_lie_within_bounds()
    {
        await _ledger.RefusedAsync(_ledger.Insert(3, "COMMITMENT", _ledger.Money(1), "'2004-12-31'"), "before the award");
        await _ledger.RefusedAsync(_ledger.Insert(3, "COMMITMENT", _ledger.Money(1), $"'{Today(33)}'"), "too far ahead");
        await _ledger.RefusedAsync(_ledger.Insert(3, "COMMITMENT", _ledger.Money(1), "'9999-12-31'"));
        await _ledger.ExecuteAsync("update grants set awarded_on = '2014-05-05', programme_code = null");
        await _ledger.RefusedAsync(_ledger.Insert(3, "COMMITMENT", _ledger.Money(1), "'2014-05-04'"), "before the award");
        await _ledger.ExecuteAsync("update grants set awarded_on = null, programme_code = 'P3-ESS'");
        await _ledger.RefusedAsync(_ledger.Insert(3, "COMMITMENT", _ledger.Money(1), "'2018-12-31'"), "before its programme");
        await _ledger.ExecuteAsync(_ledger.Insert(3, "COMMITMENT", _ledger.Money(1), $"'{Today(30)}'"));

        static string Today(int ahead) => DateTime.UtcNow.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public static TheoryData<DatabaseKind, string, string> Unreadable() => new()
    {
        { DatabaseKind.PostgreSql, "'NaN'", "'2015-03-01'" },
        { DatabaseKind.PostgreSql, "'infinity'", "'2015-03-01'" },
        { DatabaseKind.PostgreSql, "'-infinity'", "'2015-03-01'" },
        { DatabaseKind.PostgreSql, "1", "'infinity'" },
        { DatabaseKind.PostgreSql, "1", "'-infinity'" },
        { DatabaseKind.PostgreSql, "1", "'0044-03-15 BC'" },
        { DatabaseKind.PostgreSql, "1", "'2201-01-01'" },
        { DatabaseKind.Sqlite, "'abc'", "'2015-03-01'" },
        { DatabaseKind.Sqlite, "1.5", "'2015-03-01'" },
        { DatabaseKind.Sqlite, "9e999", "'2015-03-01'" },
        { DatabaseKind.Sqlite, "1e30", "'2015-03-01'" },
        { DatabaseKind.Sqlite, "x'31'", "'2015-03-01'" },
        { DatabaseKind.Sqlite, "100000000000000", "'2015-03-01'" },
        { DatabaseKind.Sqlite, "1", "'2015-02-30'" },
        { DatabaseKind.Sqlite, "1", "'2015-3-1'" },
        { DatabaseKind.Sqlite, "1", "'2015-03-01 10:00'" },
        { DatabaseKind.Sqlite, "1", "'yesterday'" },
        { DatabaseKind.Sqlite, "1", "20150301" },
        { DatabaseKind.Sqlite, "1", "x'323031352d30332d3031'" },
        { DatabaseKind.Sqlite, "1", "'2201-01-01'" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_movement_holds_an_amount_and_a_day_that_can_be_read(DatabaseKind database, string amount, string day)
    {
        if (database == kind)
        {
            await _ledger.RefusedAsync(_ledger.Insert(3, "COMMITMENT", amount, day));
        }
    }

    [Theory]
    [InlineData("update grants set amount = {0}")]
    [InlineData("update grants set awarded_on = {1}, programme_code = null")]
    [InlineData("update projects set total_cost = {0}")]
    [InlineData("update statements set \"from\" = {1}, \"to\" = {1}")]
    [InlineData("update statements set computed_total_cost = {0}")]
    [InlineData("update observations set value = {0}")]
    [InlineData("update phase_periods set launched_on = {1}")]
    [InlineData("update programmes set envelope = {0}")]
    [InlineData("update loaded_data set loaded_at = {2}")]
    public async Task No_other_table_holds_what_cannot_be_read_either(string statement)
    {
        await _ledger.ExecuteAsync(
            "insert into projects (id, title, province_code, status, data_source, source_search, title_search) "
            + $"values ({_ledger.Id(9)}, 'Hives', 'MA-KHE', 'COMPLETED', 'PRESS', '', '')");
        foreach (var (number, day, moment) in kind == DatabaseKind.PostgreSql
            ? new[]
            {
                ("'NaN'", "'infinity'", "'infinity'"),
                ("'NaN'", "'1899-12-31'", "'1899-12-31'"),
                ("'NaN'", "'2201-01-01'", "'-infinity'"),
            }
            : [
                ("'abc'", "'soon'", "'now'"), ("0.5", "'1899-12-31'", "1.5"),
                ("9e999", "'2201-01-01'", "9000000000000000"), ("x'00'", "45000", "-9000000000000000"),
            ])
        {
            await _ledger.RefusedAsync(string.Format(CultureInfo.InvariantCulture, statement, number, day, moment));
        }
    }

    // The second waits for the first, and sees what that one took.
    [Fact]
    public async Task Of_two_transactions_at_once_the_second_cannot_overdraw()
    {
        await using var first = _ledger.Database.Contexts.CreateDbContext();
        await using var transaction = await first.Database.BeginTransactionAsync(Cancelled);
        await first.Database.ExecuteSqlRawAsync(_ledger.Insert(3, "DISBURSEMENT", _ledger.Money(40), "'2015-03-12'"), Cancelled);
        var second = Task.Run(() => _ledger.ExecuteAsync(_ledger.Insert(4, "CANCELLATION", _ledger.Money(40), "'2015-03-05'")), Cancelled);
        await Task.WhenAny(second, Task.Delay(TimeSpan.FromMilliseconds(300), Cancelled));
        Assert.False(second.IsCompleted);

        await transaction.CommitAsync(Cancelled);

        Assert.Contains(
            "More would be disbursed",
            (await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => second)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_heals_an_older_ledger_is_taken_and_what_harms_it_is_not()
    {
        await _ledger.PlantAsync(_ledger.Insert(3, "DISBURSEMENT", _ledger.Money(100), "'2015-04-01'"));
        await _ledger.RefusedAsync(_ledger.Insert(4, "DISBURSEMENT", _ledger.Money(1), "'2015-05-01'"));

        await _ledger.MoveAsync(5, "COMMITMENT", 80, "2015-04-20");
        await _ledger.MoveAsync(6, "DISBURSEMENT", 20, "2015-05-01");
        await _ledger.RefusedAsync(_ledger.Insert(7, "DISBURSEMENT", _ledger.Money(1), "'2015-05-01'"));
        await _ledger.RefusedAsync(_ledger.Insert(7, "REFUND", _ledger.Money(61), "'2015-03-20'"));
    }

    internal RawLedger Ledger => _ledger;
}

public sealed class LedgerRulesOfSqlite() : LedgerRulesTests(DatabaseKind.Sqlite);

public sealed class LedgerRulesOfPostgres() : LedgerRulesTests(DatabaseKind.PostgreSql)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_that_may_only_insert_records_and_cannot_get_round_the_rules()
    {
        var role = $"clerk_{Guid.NewGuid():N}";
        await Ledger.ExecuteAsync(
            $"create role {role} login; grant insert, delete, truncate, select on movements to {role}; grant select on grants to {role}");
        var options = new NpgsqlConnectionStringBuilder(Ledger.Database.Options.ConnectionString) { Username = role, Pooling = false };
        await using (var clerk = NpgsqlDataSource.Create(options.ConnectionString))
        {
            await RunAsync(clerk, Ledger.Insert(3, "DISBURSEMENT", "40", "'2015-03-12'"));
            var intoPublic = Ledger.Insert(4, "DISBURSEMENT", "40", "'2015-03-12'")
                .Replace("into movements", "into public.movements", StringComparison.Ordinal);
            foreach (var statement in (string[])
            [
                "truncate movements",
                "delete from movements",
                "alter table movements disable trigger user",
                // Tables of the same names, in which there is more to disburse, do not stand in for the real ones.
                $"create temporary table movements as select * from public.movements where false; {intoPublic}",
                $"begin isolation level repeatable read; {Ledger.Insert(4, "COMMITMENT", "40", "'2015-03-12'")}; commit",
            ])
            {
                await Assert.ThrowsAsync<PostgresException>(() => RunAsync(clerk, statement));
            }
        }

        await Ledger.ExecuteAsync($"drop owned by {role}; drop role {role}");
        await using var context = Ledger.Database.Contexts.CreateDbContext();
        Assert.Equal((3, 3), (await context.Movements.CountAsync(Cancelled), await context.UnstruckMovements.CountAsync(Cancelled)));
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
