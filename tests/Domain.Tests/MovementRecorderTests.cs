using System.Globalization;
using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IndhCoops.Domain.Tests;

/// <summary>What somebody who records a movement can rely on, on every kind of database.</summary>
public abstract class MovementRecorderTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2024, 6, 15);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private Guid _grant;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private MovementRecorder Recorder => new(_database.Contexts, _clock);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.WithFactsAsync(kind, Cancelled);
        await using var context = _database.Contexts.CreateDbContext();
        _grant = await context.Grants.OrderBy(grant => grant.Id).Select(grant => grant.Id).FirstAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_movement_is_stored_as_it_was_recorded_and_its_month_is_due()
    {
        var recorded = await Recorder.RecordAsync(_grant, MovementKind.Commitment, 1234.50m, Day, Cancelled);

        await using var context = _database.Contexts.CreateDbContext();
        var stored = await context.Movements.Include(movement => movement.Grant).SingleAsync(Cancelled);
        Assert.Equal(
            (recorded.Id, _grant, MovementKind.Commitment, 1234.50m, Day, _clock.GetUtcNow(), DataSource.Press),
            (stored.Id, stored.Grant.Id, stored.Kind, stored.Amount, stored.EffectiveOn, stored.RecordedAt, stored.DataSource));
        Assert.Equal(recorded.Id, (await context.UnstruckMovements.SingleAsync(Cancelled)).MovementId);
    }

    [Fact]
    public async Task What_moves_a_synthetic_grant_is_synthetic()
    {
        await using var context = _database.Contexts.CreateDbContext();
        var cooperative = await context.Cooperatives.FirstAsync(Cancelled);
        var grant = new Grant(Guid.NewGuid(), cooperative, 1, null, null, null, null, null, DataSource.Synthetic, null);
        context.Add(grant);
        await context.SaveChangesAsync(Cancelled);

        Assert.Equal(DataSource.Synthetic, (await Recorder.RecordAsync(grant.Id, MovementKind.Commitment, 1m, Day, Cancelled)).DataSource);
    }

    [Fact]
    public async Task Every_kind_of_movement_is_recorded_down_to_the_last_centime()
    {
        await Recorder.RecordAsync(_grant, MovementKind.Commitment, 18_000_000_000.00m, Day, Cancelled);
        await Recorder.RecordAsync(_grant, MovementKind.Amendment, -17_999_999_999.99m, Day, Cancelled);
        await Recorder.RecordAsync(_grant, MovementKind.Disbursement, 0.01m, Day, Cancelled);
        await Recorder.RecordAsync(_grant, MovementKind.Refund, 0.01m, Day.AddYears(10), Cancelled);
        await Recorder.RecordAsync(_grant, MovementKind.Cancellation, 0.01m, new DateOnly(2005, 1, 1), Cancelled);
        Assert.Equal(default, await LeftAsync());
    }

    [Theory]
    [InlineData(MovementKind.Commitment, "0")]
    [InlineData(MovementKind.Commitment, "-1")]
    [InlineData(MovementKind.Amendment, "0")]
    [InlineData(MovementKind.Disbursement, "-0.01")]
    [InlineData(MovementKind.Refund, "-5")]
    [InlineData(MovementKind.Cancellation, "-5")]
    [InlineData(MovementKind.Commitment, "0.001")]
    [InlineData(MovementKind.Amendment, "-1234.505")]
    [InlineData(MovementKind.Commitment, "1000000000000")]
    [InlineData(MovementKind.Amendment, "-1000000000000")]
    public async Task What_is_no_amount_of_its_kind_is_refused(MovementKind movement, string amount)
    {
        var value = decimal.Parse(amount, CultureInfo.InvariantCulture);
        await RefusedAsync(MovementRefusal.Amount, $"{amount} MAD", () => Recorder.RecordAsync(_grant, movement, value, Day, Cancelled));
    }

    [Theory]
    [InlineData(MovementKind.Disbursement, "40.01", "A disbursement of 40.01 MAD is more than the 40.00 MAD")]
    [InlineData(MovementKind.Cancellation, "40.01", "A cancellation of 40.01 MAD is more than the 40.00 MAD")]
    [InlineData(MovementKind.Amendment, "-40.01", "An amendment of -40.01 MAD is more than the 40.00 MAD")]
    [InlineData(MovementKind.Refund, "60.01", "A refund of 60.01 MAD is more than the 60.00 MAD")]
    public async Task What_overdraws_a_grant_is_refused_with_what_is_left(MovementKind movement, string amount, string message)
    {
        await Recorder.RecordAsync(_grant, MovementKind.Commitment, 100m, Day, Cancelled);
        await Recorder.RecordAsync(_grant, MovementKind.Disbursement, 60m, Day, Cancelled);
        var value = decimal.Parse(amount, CultureInfo.InvariantCulture);
        await RefusedAsync(MovementRefusal.Overdrawn, message, () => Recorder.RecordAsync(_grant, movement, value, Day, Cancelled));
    }

    [Fact]
    public async Task A_grant_that_does_not_exist_is_named()
    {
        var unknown = Guid.NewGuid();
        await RefusedAsync(MovementRefusal.UnknownGrant, $"There is no grant {unknown}", () => Recorder.RecordAsync(unknown, MovementKind.Commitment, 1m, Day, Cancelled));
    }

    [Fact]
    public async Task A_day_before_the_INDH_is_refused() =>
        await RefusedAsync(
            MovementRefusal.EffectiveOn, "1024-06-15 lies before the INDH, which began in 2005",
            () => Recorder.RecordAsync(_grant, MovementKind.Commitment, 1m, new DateOnly(1024, 6, 15), Cancelled));

    [Fact]
    public async Task Of_two_who_record_at_once_the_second_cannot_overdraw()
    {
        await Recorder.RecordAsync(_grant, MovementKind.Commitment, 100m, Day, Cancelled);
        var refused = (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(DisburseAsync, Cancelled)))).Count(wasRefused => wasRefused);
        Assert.Equal((4, new LedgerBalance(100m, 80m)), (refused, await LeftAsync()));

        async Task<bool> DisburseAsync()
        {
            try
            {
                await Recorder.RecordAsync(_grant, MovementKind.Disbursement, 40m, Day, Cancelled);
                return false;
            }
            catch (MovementRefusedException exception) when (exception.Reason == MovementRefusal.Overdrawn)
            {
                return true;
            }
        }
    }

    [Fact]
    public void It_comes_with_the_database()
    {
        using var services = new ServiceCollection().AddIndhCoopsDatabase(_database.Options).BuildServiceProvider();
        Assert.NotNull(services.GetRequiredService<MovementRecorder>());
    }

    // A refusal says why, and leaves nothing behind: neither a movement nor the mark of one.
    private async Task RefusedAsync(MovementRefusal reason, string message, Func<Task<Movement>> record)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var before = (await context.Movements.CountAsync(Cancelled), await context.UnstruckMovements.CountAsync(Cancelled));

        var refused = await Assert.ThrowsAsync<MovementRefusedException>(record);

        Assert.Equal(reason, refused.Reason);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await context.Movements.CountAsync(Cancelled), await context.UnstruckMovements.CountAsync(Cancelled)));
    }

    private async Task<LedgerBalance> LeftAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        return LedgerBalance.Of(await context.Movements.AsNoTracking().ToListAsync(Cancelled));
    }
}

/// <summary>Recording in SQLite.</summary>
public sealed class RecorderOnSqlite() : MovementRecorderTests(DatabaseKind.Sqlite);

/// <summary>Recording in PostgreSQL.</summary>
public sealed class RecorderOnPostgres() : MovementRecorderTests(DatabaseKind.PostgreSql);
