using System.Globalization;
using CsCheck;
using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IndhCoops.Domain.Tests.Ledger;

/// <summary>What somebody who records a movement can rely on, on every kind of database.</summary>
public abstract class MovementRecorderTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2024, 6, 15);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private Guid _grant;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private MovementRecorder Recorder => RecorderOf(31);

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
        var recorded = await RecordAsync(_grant, MovementKind.Commitment, 1234.50m, Day);

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

        Assert.Equal(DataSource.Synthetic, (await RecordAsync(grant.Id, MovementKind.Commitment, 1m, Day)).DataSource);
    }

    [Fact]
    public async Task Every_kind_of_movement_is_recorded_down_to_the_last_centime()
    {
        await RecordAsync(_grant, MovementKind.Commitment, 18_000_000_000.00m, Day);
        await RecordAsync(_grant, MovementKind.Amendment, -17_999_999_999.99m, Day);
        await RecordAsync(_grant, MovementKind.Disbursement, 0.01m, Day);
        await RecordAsync(_grant, MovementKind.Refund, 0.01m, Day.AddDays(30));
        await RecordAsync(_grant, MovementKind.Cancellation, 0.01m, Day.AddDays(40));
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
        await RefusedAsync(MovementRefusal.Amount, $"{amount} MAD", () => RecordAsync(_grant, movement, value, Day));
    }

    [Theory]
    [InlineData(MovementKind.Disbursement, "40.01", "A disbursement of 40.01 MAD is more than the 40.00 MAD")]
    [InlineData(MovementKind.Cancellation, "40.01", "A cancellation of 40.01 MAD is more than the 40.00 MAD")]
    [InlineData(MovementKind.Amendment, "-40.01", "An amendment of -40.01 MAD is more than the 40.00 MAD")]
    [InlineData(MovementKind.Refund, "60.01", "A refund of 60.01 MAD is more than the 60.00 MAD")]
    public async Task What_overdraws_a_grant_is_refused_with_what_is_left(MovementKind movement, string amount, string message)
    {
        await RecordAsync(_grant, MovementKind.Commitment, 100m, Day);
        await RecordAsync(_grant, MovementKind.Disbursement, 60m, Day);
        var value = decimal.Parse(amount, CultureInfo.InvariantCulture);
        await RefusedAsync(MovementRefusal.Overdrawn, message, () => RecordAsync(_grant, movement, value, Day));
    }

    [Fact]
    public async Task A_grant_that_does_not_exist_is_named()
    {
        var unknown = Guid.NewGuid();
        await RefusedAsync(
            MovementRefusal.UnknownGrant, $"There is no grant {unknown}", () => RecordAsync(unknown, MovementKind.Commitment, 1m, Day));
    }

    [Fact]
    public async Task A_day_before_the_INDH_is_refused() =>
        await RefusedAsync(
            MovementRefusal.EffectiveOn, "1024-06-15 lies before the INDH, which began in 2005",
            () => RecordAsync(_grant, MovementKind.Commitment, 1m, new DateOnly(1024, 6, 15)));

    [Theory]
    // Not even before the day on which it is paid.
    [InlineData(
        MovementKind.Disbursement, "60.00", 0, "A disbursement of 60.00 MAD is more than the 50.00 MAD that are left to disburse on grant")]
    // Before the commitment.
    [InlineData(MovementKind.Disbursement, "50.00", -1, "on 2024-06-14 and after it: the first day on which it fits is 2024-06-15.")]
    [InlineData(
        MovementKind.Disbursement,
        "70.00",
        3,
        "A disbursement of 70.00 MAD is more than the 50.00 MAD that are left to disburse on grant")]
    // What is refunded on the 20th was paid out again.
    [InlineData(MovementKind.Disbursement, "70.00", 12, "A disbursement of 70.00 MAD is more than the 50.00 MAD")]
    [InlineData(MovementKind.Disbursement, "10.00", -400, "on 2023-05-12 and after it: the first day on which it fits is 2024-06-15.")]
    [InlineData(MovementKind.Cancellation, "50.01", 0, "A cancellation of 50.01 MAD is more than the 50.00 MAD")]
    [InlineData(
        MovementKind.Amendment,
        "-50.00",
        -2,
        "An amendment of -50.00 MAD is more than the 0.00 MAD that are left to disburse on grant")]
    [InlineData(MovementKind.Refund, "1.00", 3, "A refund of 1.00 MAD is more than the 0.00 MAD that were disbursed on grant")]
    [InlineData(MovementKind.Refund, "30.00", 8, "on 2024-06-23 and after it: the first day on which it fits is 2024-06-25.")]
    public async Task What_does_not_fit_on_its_day_or_a_later_one_is_refused_with_the_first_day_on_which_it_does(
        MovementKind movement, string amount, int days, string message)
    {
        await RecordAsync(_grant, MovementKind.Commitment, 100m, Day);
        await RecordAsync(_grant, MovementKind.Disbursement, 50m, Day.AddDays(10));
        await RecordAsync(_grant, MovementKind.Disbursement, 20m, Day.AddDays(2));
        await RecordAsync(_grant, MovementKind.Refund, 20m, Day.AddDays(5));
        var value = decimal.Parse(amount, CultureInfo.InvariantCulture);
        await RefusedAsync(MovementRefusal.Overdrawn, message, () => RecordAsync(_grant, movement, value, Day.AddDays(days)));
    }

    [Fact]
    public async Task What_is_recorded_late_need_not_lie_after_what_was_recorded_before_it()
    {
        await RecordAsync(_grant, MovementKind.Commitment, 100m, Day.AddDays(10));
        await RecordAsync(_grant, MovementKind.Commitment, 40m, Day);
        await RecordAsync(_grant, MovementKind.Disbursement, 40m, Day.AddDays(1));
        await RecordAsync(_grant, MovementKind.Disbursement, 100m, Day.AddDays(10));
        Assert.Equal(new LedgerBalance(140m, 140m), await LeftAsync());
    }

    // The clock of the second server is a day behind: what it records on the same day comes after all the same.
    [Fact]
    public async Task Movements_of_one_day_are_in_the_order_in_which_they_were_recorded_whatever_the_clocks_say()
    {
        await RecordAsync(_grant, MovementKind.Commitment, 100m, Day);
        _clock.AdjustTime(_clock.GetUtcNow().AddDays(-1));
        await RecordAsync(_grant, MovementKind.Disbursement, 100m, Day);
        _clock.AdjustTime(_clock.GetUtcNow().AddDays(-1));
        await RecordAsync(_grant, MovementKind.Refund, 100m, Day);

        await using var context = _database.Contexts.CreateDbContext();
        await context.Database.OpenConnectionAsync(Cancelled);
        var entries = await LedgerEntries.ReadAsync(context, _grant, Cancelled);
        Assert.Equal([MovementKind.Commitment, MovementKind.Disbursement, MovementKind.Refund], entries.Select(entry => entry.Kind));
        Assert.Empty(await FaultsAsync());
    }

    [Theory]
    [InlineData(31, "2024-08-01", null)] // It is 1 July in Morocco.
    [InlineData(
        31,
        "2024-08-02",
        "2024-08-02 lies too far ahead: the last day that may be given today is 2024-08-01 (setting Ledger__DaysAhead)")]
    [InlineData(0, "2024-07-01", null)]
    [InlineData(0, "2024-07-02", "the last day that may be given today is 2024-07-01")]
    [InlineData(31, "9999-12-31", "9999-12-31 lies too far ahead")]
    public async Task A_day_lies_at_most_so_many_days_ahead_in_Morocco(int ahead, string day, string? refusal)
    {
        // The evening before in Greenwich.
        _clock.AdjustTime(new DateTimeOffset(2024, 6, 30, 23, 30, 0, TimeSpan.Zero));
        var record = () => RecorderOf(ahead).RecordAsync(
            new NewMovement(_grant, MovementKind.Commitment, 1m, DateOnly.Parse(day, CultureInfo.InvariantCulture)), Cancelled);
        if (refusal is null)
        {
            Assert.False((await record()).AlreadyRecorded);
        }
        else
        {
            await RefusedAsync(MovementRefusal.EffectiveOn, refusal, record);
        }
    }

    [Fact]
    public async Task A_day_before_the_award_is_refused_and_without_award_one_before_the_programme()
    {
        var awarded = await NewGrantAsync(new DateOnly(2021, 3, 9), "P3-ESS", null);
        var undated = await NewGrantAsync(null, "P3-ESS", null);
        var explained = await NewGrantAsync(new DateOnly(2018, 11, 1), "P3-ESS", "Booked early.");

        await RefusedAsync(
            MovementRefusal.EffectiveOn,
            $"2021-03-08 lies before the award of grant {awarded} on 2021-03-09",
            () => RecordAsync(awarded, MovementKind.Commitment, 1m, new DateOnly(2021, 3, 8)));
        await RefusedAsync(
            MovementRefusal.EffectiveOn,
            $"2018-12-31 lies before programme P3-ESS, under which grant {undated} was made and which began in 2019",
            () => RecordAsync(undated, MovementKind.Commitment, 1m, new DateOnly(2018, 12, 31)));
        await RecordAsync(awarded, MovementKind.Commitment, 1m, new DateOnly(2021, 3, 9));
        await RecordAsync(undated, MovementKind.Commitment, 1m, new DateOnly(2019, 1, 1));
        await RecordAsync(explained, MovementKind.Commitment, 1m, new DateOnly(2018, 11, 1));
    }

    [Fact]
    public async Task The_same_under_the_same_reference_is_recorded_once()
    {
        await RecordAsync(_grant, MovementKind.Commitment, 100m, Day);
        var payment = new NewMovement(_grant, MovementKind.Disbursement, 60m, Day, "OP 2024/117 é");

        var first = await Recorder.RecordAsync(payment, Cancelled);
        _clock.Advance(TimeSpan.FromDays(400));
        var again = await Recorder.RecordAsync(payment with { Reference = "  \uFEFFOP\u00A0 2024/\u200B117 e\u0301\u200F\t" }, Cancelled);

        Assert.Equal((first.Movement.Id, false, true), (again.Movement.Id, first.AlreadyRecorded, again.AlreadyRecorded));
        Assert.Equal(("OP 2024/117 é", _grant), (again.Movement.Reference, again.Movement.Grant.Id));
        Assert.Equal(new LedgerBalance(100m, 60m), await LeftAsync());
    }

    [Fact]
    public async Task Something_else_under_the_same_reference_is_refused_and_another_grant_has_references_of_its_own()
    {
        var commitment = new NewMovement(_grant, MovementKind.Commitment, 100m, Day, "D-1");
        await Recorder.RecordAsync(commitment, Cancelled);
        foreach (var other in new[]
        {
            commitment with { Amount = 100.01m },
            commitment with { Kind = MovementKind.Amendment },
            commitment with { EffectiveOn = Day.AddDays(1) },
        })
        {
            await RefusedAsync(
                MovementRefusal.Reference,
                "has another movement under reference 'D-1': a commitment of 100.00 MAD on 2024-06-15",
                () => Recorder.RecordAsync(other, Cancelled));
        }

        Assert.False((await Recorder.RecordAsync(commitment with { Reference = "d-1" }, Cancelled)).AlreadyRecorded);
        Assert.False(
            (await Recorder.RecordAsync(commitment with { GrantId = await NewGrantAsync(null, null, null) }, Cancelled)).AlreadyRecorded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\nb")]
    [InlineData("\ud800")]
    [InlineData(null)] // 101 characters.
    public async Task What_is_no_reference_is_refused(string? reference) => await RefusedAsync(
        MovementRefusal.Reference,
        "A reference has 1 to 100 characters",
        () =>
            Recorder.RecordAsync(new NewMovement(_grant, MovementKind.Commitment, 1m, Day, reference ?? new string('x', 101)), Cancelled));

    [Fact]
    public async Task Of_many_who_send_the_same_reference_at_once_one_records()
    {
        var commitment = new NewMovement(_grant, MovementKind.Commitment, 100m, Day, "D-1");
        var recorded = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => Recorder.RecordAsync(commitment, Cancelled), Cancelled)));

        Assert.Single(recorded, one => !one.AlreadyRecorded);
        Assert.Single(recorded.Select(one => one.Movement.Id).Distinct());
        Assert.Equal(new LedgerBalance(100m, 0m), await LeftAsync());
    }

    // Whether a movement is borne, the database decides; what soundness is, the plain list says.
    [Fact]
    public async Task The_database_takes_exactly_what_leaves_the_ledger_sound() =>
        await Gen.Select(Gen.Enum<MovementKind>(), Gen.Int[-4, 6], Gen.Int[0, 6]).Array[0, 25].SampleAsync(
            async attempts =>
            {
                var grant = await NewGrantAsync(null, null, null);
                var entries = new List<LedgerEntry>();
                foreach (var (kind, amount, day) in attempts.Where(attempt => Movement.Allows(attempt.Item1, attempt.Item2)))
                {
                    var entry = new LedgerEntry(Day.AddDays(day), kind, amount);
                    var isSound = new GrantLedger(entries.Append(entry).OrderBy(one => one.Day)).IsSound;
                    var isTaken = await IsTakenAsync(new NewMovement(grant, kind, amount, entry.Day));
                    Assert.Equal(isSound, isTaken is null);
                    if (isSound)
                    {
                        entries.Add(entry);
                        continue;
                    }

                    // The refusal names the first day on which it would fit, and there is none where it names none.
                    var fits = Enumerable.Range(day, 40).Select(Day.AddDays).Cast<DateOnly?>().FirstOrDefault(
                        later => new GrantLedger(entries.Append(entry with { Day = later!.Value }).OrderBy(one => one.Day)).IsSound);
                    Assert.Equal(fits is not null, isTaken!.Contains("the first day on which it fits is", StringComparison.Ordinal));
                    Assert.True(fits is null || isTaken.EndsWith($"{fits:yyyy-MM-dd}.", StringComparison.Ordinal));
                }
            },
            iter: 25,
            threads: 1);

    [Fact]
    public async Task Of_two_who_record_at_once_the_second_cannot_overdraw()
    {
        await RecordAsync(_grant, MovementKind.Commitment, 100m, Day);
        var refused = (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(DisburseAsync, Cancelled))))
            .Count(wasRefused => wasRefused);
        Assert.Equal((4, new LedgerBalance(100m, 80m)), (refused, await LeftAsync()));

        async Task<bool> DisburseAsync()
        {
            try
            {
                await RecordAsync(_grant, MovementKind.Disbursement, 40m, Day);
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
    private async Task RefusedAsync(MovementRefusal reason, string message, Func<Task> record)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var before = (await context.Movements.CountAsync(Cancelled), await context.UnstruckMovements.CountAsync(Cancelled));

        var refused = await Assert.ThrowsAsync<MovementRefusedException>(record);

        Assert.Equal(reason, refused.Reason);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await context.Movements.CountAsync(Cancelled), await context.UnstruckMovements.CountAsync(Cancelled)));
    }

    private MovementRecorder RecorderOf(int daysAhead) =>
        new(_database.Contexts, Options.Create(new LedgerOptions { DaysAhead = daysAhead }), _clock);

    private async Task<Movement> RecordAsync(Guid grant, MovementKind movement, decimal amount, DateOnly day) =>
        (await Recorder.RecordAsync(new NewMovement(grant, movement, amount, day), Cancelled)).Movement;

    // Why it is not; null where it is.
    private async Task<string?> IsTakenAsync(NewMovement movement)
    {
        try
        {
            await Recorder.RecordAsync(movement, Cancelled);
            return null;
        }
        catch (MovementRefusedException refused) when (refused.Reason == MovementRefusal.Overdrawn)
        {
            return refused.Message;
        }
    }

    private async Task<Guid> NewGrantAsync(DateOnly? awardedOn, string? programme, string? note)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var own = programme is null ? null : await context.Programmes.SingleAsync(row => row.Code == programme, Cancelled);
        var grant = new Grant(
            Guid.NewGuid(), await context.Cooperatives.FirstAsync(Cancelled), 1, awardedOn, null, own, null, note, DataSource.Press, null);
        context.Add(grant);
        await context.SaveChangesAsync(Cancelled);
        return grant.Id;
    }

    private async Task<List<LedgerFault>> FaultsAsync() =>
        await new LedgerCheck(_database.Contexts, Options.Create(new LedgerOptions()), _clock).FindAsync(Cancelled).ToListAsync(Cancelled);

    private async Task<LedgerBalance> LeftAsync()
    {
        await using var context = _database.Contexts.CreateDbContext();
        return (await context.Movements.AsNoTracking().ToListAsync(Cancelled)).Aggregate(
            default(LedgerBalance), (balance, movement) => balance.After(movement.Kind, movement.Amount));
    }
}

/// <summary>Recording in SQLite.</summary>
public sealed class RecorderOnSqlite() : MovementRecorderTests(DatabaseKind.Sqlite);

/// <summary>Recording in PostgreSQL.</summary>
public sealed class RecorderOnPostgres() : MovementRecorderTests(DatabaseKind.PostgreSql);
