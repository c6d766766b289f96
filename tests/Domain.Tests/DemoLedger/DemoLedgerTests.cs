using IndhCoops.Databases;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Tests.DemoLedger;

/// <summary>What the demonstration holds, on every kind of database.</summary>
public abstract class DemoLedgerTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private IDbContextFactory<IndhCoopsContext> _contexts = null!;
    private DemoLedgerLoader _loader = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind, Cancellation);
        _contexts = _database.Contexts;
        _loader = new DemoLedgerLoader(_contexts, TimeProvider.System);
        await using var context = _contexts.CreateDbContext();
        var region = new Region("MA-04", "Rabat-Salé-Kénitra", "x", "04", 1, 1, "test");
        var khemisset = new Province(region, "MA-KHE", ProvinceKind.Province, "Khémisset", "x", "04.281", 300, "test");
        context.AddRange(
            khemisset,
            new Province(region, "MA-KEN", ProvinceKind.Province, "Kénitra", "x", "04.291", 700, "test"),
            new Province(region, "MA-NUL", ProvinceKind.Province, "Désert", "x", "04.999", 0, "test"),
            new ValueChain("artisanat-tapis", "Artisanat", "Tapis", DataSource.Press, "test"),
            new Cooperative(Guid.NewGuid(), "Al Oussra", khemisset, 2011, DataSource.Press, "test"));
        foreach (var (code, phase, first, last) in new[]
        {
            ("I-URGENCE", Phase.I, 2005, 2005),
            ("I-TRANSVERSAL", Phase.I, 2006, 2010),
            ("II-TRANSVERSAL", Phase.II, 2011, 2015),
            ("P3-ESS", Phase.III, 2019, 2023),
        })
        {
            context.Add(new Programme(code, code, [], null, phase, first, last, null, "test"));
        }

        await context.SaveChangesAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Cooperatives_follow_the_population_to_the_unit()
    {
        await _loader.LoadAsync(101, null, Cancellation);

        await using var context = _contexts.CreateDbContext();
        var counts = await context.Cooperatives.Where(row => row.DataSource == DataSource.Synthetic)
            .GroupBy(row => row.Province.Code).ToDictionaryAsync(rows => rows.Key, rows => rows.Count(), Cancellation);
        Assert.Equal(new Dictionary<string, int> { ["MA-KEN"] = 71, ["MA-KHE"] = 30 }, counts);
    }

    [Fact]
    public async Task The_ledger_keeps_every_rule()
    {
        await _loader.LoadAsync(500, null, Cancellation);

        await using var context = _contexts.CreateDbContext();
        var grants = await context.Grants.Include(grant => grant.Movements).Include(grant => grant.Project)
            .Include(grant => grant.Programme)
            .AsNoTracking().ToListAsync(Cancellation);
        Assert.InRange(grants.Count, 1800, 2400);
        Assert.All(grants, grant =>
        {
            Assert.InRange(grant.Amount, 0.01m, 300_000m);
            Assert.Equal(DataSource.Synthetic, grant.DataSource);
            Assert.True(
                grant.Note is not null
                    || grant.AwardedOn is null
                    || grant.Programme is null
                    || grant.Programme.Covers(grant.AwardedOn.Value));
            Assert.True(grant.Project is null || grant.Amount / grant.Project.TotalCost <= 0.68m);
            Assert.True(grant.AwardedOn is not null || grant.Movements.Count == 0);

            var recorded = grant.Movements.OrderBy(movement => movement.RecordedAt).ToList();
            Assert.Equal(
                recorded.Select(movement => movement.Id),
                grant.Movements.OrderBy(movement => movement.Id.ToString()).Select(movement => movement.Id));
            var balance = default(LedgerBalance);
            foreach (var movement in recorded)
            {
                balance = balance.After(movement.Kind, movement.Amount);
                Assert.True(balance is { Available: >= 0, Outstanding: >= 0 });
                Assert.True(DateOnly.FromDateTime(movement.RecordedAt.UtcDateTime) > movement.EffectiveOn);
                Assert.True(movement.EffectiveOn <= new DateOnly(2026, 10, 31));
            }
        });
        Assert.Equal(
            Enum.GetValues<MovementKind>(),
            grants.SelectMany(grant => grant.Movements).Select(movement => movement.Kind).Distinct().Order());
        Assert.All(grants, grant => Assert.Equal('8', grant.Id.ToString()[14]));
    }

    [Fact]
    public async Task Another_number_replaces_the_demonstration_and_zero_removes_it()
    {
        await _loader.LoadAsync(40, null, Cancellation);
        var first = await NamesAsync();
        await _loader.LoadAsync(7, null, Cancellation);
        Assert.Equal(8, (await NamesAsync()).Count);
        await _loader.LoadAsync(40, null, Cancellation);
        Assert.Equal(first, await NamesAsync());

        await _loader.LoadAsync(0, null, Cancellation);

        Assert.Equal(["Al Oussra"], await NamesAsync());
        await using var context = _contexts.CreateDbContext();
        Assert.Equal("v2:2005:0", (await context.LoadedData.SingleAsync(Cancellation)).Fingerprint);
        Assert.False(await context.Movements.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task The_same_number_loads_nothing_and_the_rules_stand_again()
    {
        await _loader.LoadAsync(5, null, Cancellation);
        var steps = new List<WorkProgress>();
        await _loader.LoadAsync(5, new Recorder(steps), Cancellation);
        Assert.Empty(steps);

        await using var context = _contexts.CreateDbContext();
        await Assert.ThrowsAnyAsync<Exception>(() => context.Movements.ExecuteDeleteAsync(Cancellation));
    }

    private async Task<List<string>> NamesAsync()
    {
        await using var context = _contexts.CreateDbContext();
        return await context.Cooperatives.Select(cooperative => cooperative.Name).Order().ToListAsync(Cancellation);
    }

    private sealed class Recorder(List<WorkProgress> steps) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => steps.Add(value);
    }
}

public sealed class DemoLedgerOnSqlite() : DemoLedgerTests(DatabaseKind.Sqlite);

public sealed class DemoLedgerOnPostgres() : DemoLedgerTests(DatabaseKind.PostgreSql);
