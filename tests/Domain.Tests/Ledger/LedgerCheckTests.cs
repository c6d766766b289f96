using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
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
    public async Task The_demonstration_is_sound()
    {
        await using var database = await TestDatabase.WithDemoAsync(kind, 2000, Cancelled);

        Assert.Empty(await FaultsAsync(database));
    }

    private const string Second = "(select id from grants order by id limit 1 offset 1)";

    private static async Task<List<LedgerFault>> FaultsAsync(TestDatabase database) =>
        await new LedgerCheck(database.Options, database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System).FindAsync(Cancelled).ToListAsync(Cancelled);
}

public sealed class LedgerChecksOnSqlite() : LedgerCheckTests(DatabaseKind.Sqlite);

public sealed class LedgerChecksOnPostgres() : LedgerCheckTests(DatabaseKind.PostgreSql);
