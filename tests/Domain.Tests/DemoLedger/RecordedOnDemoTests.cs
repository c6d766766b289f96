using IndhCoops.Databases;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Tests.DemoLedger;

/// <summary>What people recorded on a demonstration is never lost by asking for another one.</summary>
public abstract class RecordedOnDemoTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private DemoLedgerLoader _loader = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(kind, Cancelled);
        await new ReferenceDataLoader(_database.Contexts, TimeProvider.System).LoadAsync(Cancelled);
        _loader = new DemoLedgerLoader(_database.Contexts, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_demonstration_with_recorded_movements_is_neither_made_smaller_nor_removed()
    {
        await _loader.LoadAsync(20, null, Cancelled);
        await RecordAsync(2);
        var before = await MovementsAsync();

        foreach (var other in (int[])[7, 0])
        {
            var refused = await Assert.ThrowsAsync<DemoLedgerRefusedException>(() => _loader.LoadAsync(other, null, Cancelled));
            Assert.Contains(
                $"--demo {other} would replace the demonstration of 20 cooperatives", refused.Message, StringComparison.Ordinal);
            Assert.Contains(": 2 movements. Nothing was changed.", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await MovementsAsync());
        await using var context = _database.Contexts.CreateDbContext();
        await Assert.ThrowsAnyAsync<Exception>(() => context.Movements.ExecuteDeleteAsync(Cancelled)); // Its rules stand.
    }

    [Fact]
    public async Task A_demonstration_with_recorded_movements_grows_around_them()
    {
        await _loader.LoadAsync(20, null, Cancelled);
        await RecordAsync(1);
        var before = await MovementsAsync();

        await _loader.LoadAsync(30, null, Cancelled);

        Assert.Empty(before.Except(await MovementsAsync()));
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(30, await context.Cooperatives.CountAsync(row => row.DataSource == DataSource.Synthetic, Cancelled));
        await _loader.LoadAsync(30, null, Cancelled);
        await Assert.ThrowsAsync<DemoLedgerRefusedException>(() => _loader.LoadAsync(29, null, Cancelled));
    }

    [Fact]
    public async Task Rows_of_other_kinds_count_too()
    {
        await _loader.LoadAsync(5, null, Cancelled);
        await using (var context = _database.Contexts.CreateDbContext())
        {
            var cooperative = await context.Cooperatives.Include(row => row.Province).FirstAsync(
                row => row.DataSource == DataSource.Synthetic, Cancelled);
            context.Add(new Grant(Guid.CreateVersion7(), cooperative, 100m, null, null, null, null, null, DataSource.Press, "a newspaper"));
            await context.SaveChangesAsync(Cancelled);
        }

        await RecordAsync(1);
        var refused = await Assert.ThrowsAsync<DemoLedgerRefusedException>(() => _loader.LoadAsync(0, null, Cancelled));
        Assert.Contains(": 1 movement and 1 grant. ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demonstration_for_new_databases_is_loaded_once_and_only_there()
    {
        await _loader.LoadIfNewAsync(6, null, Cancelled);
        await _loader.LoadIfNewAsync(9, null, Cancelled);
        await AssertDemonstrationAsync(6);

        await _loader.LoadAsync(0, null, Cancelled);
        await _loader.LoadIfNewAsync(9, null, Cancelled);
        await AssertDemonstrationAsync(0); // None was asked for.
    }

    [Fact]
    public async Task Asking_for_no_demonstration_touches_nothing_where_there_is_none()
    {
        await using var context = _database.Contexts.CreateDbContext();
        await context.Database.ExecuteSqlAsync(
            $"insert into struck_months (month, year, is_provisional, strike) values ('2024-01-01', 2024, {false}, 3)", Cancelled);

        await _loader.LoadAsync(0, null, Cancelled);

        Assert.Equal(3, (await context.StruckMonths.SingleAsync(Cancelled)).Strike);
    }

    private async Task AssertDemonstrationAsync(int cooperatives)
    {
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(cooperatives, await context.Cooperatives.CountAsync(row => row.DataSource == DataSource.Synthetic, Cancelled));
    }

    private async Task RecordAsync(int count)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var grant = await context.Movements.Where(row => row.DataSource == DataSource.Synthetic).OrderBy(row => row.EffectiveOn)
            .Select(row => row.Grant.Id)
            .FirstAsync(Cancelled);
        var recorder = new MovementRecorder(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System);
        for (var i = 0; i < count; i++)
        {
            await recorder.RecordAsync(new NewMovement(grant, MovementKind.Amendment, 1m, new DateOnly(2026, 10, 1)), Cancelled);
        }
    }

    private async Task<List<string>> MovementsAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        return
        [
            .. (await context.Movements.OrderBy(row => row.Id)
                .Select(row => new { row.Id, row.Kind, row.Amount, row.EffectiveOn, row.RecordedAt })
                .ToListAsync(Cancelled))
            .Select(row => $"{row}"),
        ];
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteRecordedOnDemoTests() : RecordedOnDemoTests(DatabaseKind.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresRecordedOnDemoTests() : RecordedOnDemoTests(DatabaseKind.PostgreSql);
