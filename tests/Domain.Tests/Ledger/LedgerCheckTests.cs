using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Tests.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Tests.Ledger;

/// <summary>What an earlier version let in is found, by grant and first day, and stays.</summary>
public abstract class LedgerCheckTests(DatabaseKind kind)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_break_a_rule_are_listed_and_stay()
    {
        await using var ledger = await RawLedger.CreateAsync(kind);
        Assert.Empty(await FaultsAsync(ledger.Database));
        await ledger.PlantAsync(
            ledger.Insert(1, "DISBURSEMENT", ledger.Money(40), "'2015-03-01'"),
            ledger.Insert(2, "COMMITMENT", ledger.Money(100), "'2015-03-10'"),
            ledger.Insert(3, "REFUND", ledger.Money(5), "'2015-02-01'"),
            ledger.Insert(4, "COMMITMENT", ledger.Money(1), "'1999-01-01'", grant: Second),
            ledger.Insert(5, "COMMITMENT", ledger.Money(1), "'2199-01-01'", grant: Second),
            ledger.Insert(6, "COMMITMENT", ledger.Money(1), "'2198-01-01'", grant: Second));
        var before = await ledger.StateAsync();
        await using var context = ledger.Database.Contexts.CreateDbContext();
        var grants = await context.Grants.OrderBy(grant => grant.Id).Select(grant => grant.Id).ToListAsync(Cancelled);

        var faults = await FaultsAsync(ledger.Database);

        Assert.Equal(
            [($"grant {grants[0]}", "2015-02-01", 2L), ($"grant {grants[1]}", "1999-01-01", 1L), ($"grant {grants[1]}", "2198-01-01", 2L)],
            faults.Select(fault => (fault.Where, fault.FirstDay!, fault.Rows)));
        Assert.EndsWith("by 5.00 MAD", faults[0].What, StringComparison.Ordinal);
        Assert.Equal(before, await ledger.StateAsync());
    }

    [Fact]
    public async Task An_upgrade_keeps_rows_that_an_earlier_version_took_says_so_and_takes_no_more_of_them()
    {
        await using var ledger = new RawLedger(await TestDatabase.NameAsync(kind, Cancelled));
        await using var context = ledger.Database.Contexts.CreateDbContext();
        var earlier = context.Database.GetMigrations()
            .TakeWhile(migration => !migration.EndsWith("_MovementReferences", StringComparison.Ordinal))
            .ToList();
        await context.GetService<IMigrator>().MigrateAsync(earlier[^1], Cancelled);
        var (number, far) = kind == DatabaseKind.Sqlite ? ("'abc'", "'9999-12-31'") : ("'NaN'", "'infinity'");
        foreach (var statement in EarlierRows.Insert(kind, earlier).Concat(
        [
            "insert into grants (id, amount, awarded_on, phase, cooperative_id, data_source, note_search, "
                + $"source_search) select {ledger.Id(2)}, amount, awarded_on, phase, cooperative_id, data_source, '', '' from grants",
            ledger.Insert(3, "COMMITMENT", ledger.Money(100), "'2006-06-01'", grant: ledger.Id(1)),
            ledger.Insert(4, "DISBURSEMENT", ledger.Money(50), "'2006-03-01'", grant: ledger.Id(1)),
            ledger.Insert(5, "COMMITMENT", number, "'2006-03-01'", grant: ledger.Id(2)),
            ledger.Insert(6, "COMMITMENT", ledger.Money(1), far, grant: ledger.Id(2)),
        ]))
        {
            await ledger.ExecuteAsync(statement);
        }

        Assert.True(await new DatabaseMigration(ledger.Database.Contexts).MigrateAsync(Cancelled));

        Assert.Equal(6, (await ledger.StateAsync()).Split('\n').Length);
        var faults = await FaultsAsync(ledger.Database);
        Assert.Contains(
            faults,
            fault =>
                fault is { Where: "grant 00000000-0000-0000-0000-000000000001", FirstDay: "2006-03-01", Rows: 1 }
                    && fault.What.EndsWith("by 30.00 MAD", StringComparison.Ordinal));
        Assert.Equal(
            [("movements.amount", 1), ("movements.effective_on", 1)],
            faults.Where(fault => fault.FirstDay is null).Select(fault => (fault.Where, fault.Rows)));
        var lines = new Lines<LedgerCheck>();
        await new LedgerCheck(ledger.Database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System, lines)
            .WarnAsync(Cancelled);
        Assert.Contains(
            "rows of an earlier version break the rules of the ledger and stay as they are",
            Assert.Single(lines.All),
            StringComparison.Ordinal);
        await ledger.RefusedAsync(ledger.Insert(7, "COMMITMENT", number, "'2006-03-01'", grant: ledger.Id(2)));
        await ledger.RefusedAsync(
            ledger.Insert(7, "DISBURSEMENT", ledger.Money(1), "'2006-03-02'", grant: ledger.Id(1)), "More would be disbursed");
        await ledger.ExecuteAsync(ledger.Insert(7, "COMMITMENT", ledger.Money(30), "'2006-03-01'", grant: ledger.Id(1)));
    }

    [Fact]
    public async Task The_demonstration_is_sound()
    {
        await using var database = await TestDatabase.WithDemoAsync(kind, 2000, Cancelled);

        Assert.Empty(await FaultsAsync(database));
    }

    private const string Second = "(select id from grants order by id limit 1 offset 1)";

    private static async Task<List<LedgerFault>> FaultsAsync(TestDatabase database) =>
        await new LedgerCheck(database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System).FindAsync(Cancelled)
            .ToListAsync(Cancelled);
}

public sealed class LedgerChecksOnSqlite() : LedgerCheckTests(DatabaseKind.Sqlite);

public sealed class LedgerChecksOnPostgres() : LedgerCheckTests(DatabaseKind.PostgreSql);
