using CsCheck;
using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IndhCoops.Domain.Tests.Balances;

/// <summary>What holds of struck balances, on every kind of database.</summary>
public abstract class BalanceTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private BalanceStriker Striker => new(_database.Contexts, _clock);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.WithFactsAsync(kind, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Balances_follow_from_the_ledger_whatever_it_holds_and_in_whatever_order_it_was_recorded() =>
        await RandomLedgers.Any.SampleAsync(AssertFollowsAsync, iter: 12, threads: 1);

    [Fact]
    public Task Sums_may_have_more_digits_than_any_amount() =>
        AssertFollowsAsync(RandomLedgers.Full);

    private async Task AssertFollowsAsync(RandomGrant[] grants)
    {
        await using var database = await TestDatabase.WithFactsAsync(kind, Cancelled);
        var ledger = await RandomLedgers.RecordAsync(database, grants, Cancelled);
        var striker = new BalanceStriker(database.Contexts, _clock);

        // Strikes some movements before the rest is recorded, so that months are restated.
        await ledger.RecordAsync(half: 0, Cancelled);
        await striker.StrikeAsync(afresh: false, Cancelled);
        await ledger.RecordAsync(half: 1, Cancelled);
        await striker.StrikeAsync(afresh: false, Cancelled);

        await using var context = database.Contexts.CreateDbContext();
        var struck = await BalanceLines.ReadAsync(context, Cancelled);
        Assert.Equal(ledger.Expected(new DateOnly(2024, 7, 1)), struck);
        Assert.All(struck.GroupBy(line => line.Id[8..]), months => Assert.Equal(
            months.SkipLast(1).Select(line => line.Closing), months.Skip(1).Select(line => line.Opening)));

        // What was worked out for some cells is what is worked out for all.
        var figures = await FiguresAsync(context);
        var again = await striker.StrikeAsync(afresh: true, Cancelled);
        Assert.Equal(0, again.Rows);
        Assert.Equal(figures, await FiguresAsync(context));
        var notes = await context.Strikes.OrderByDescending(strike => strike.Number).Take(2)
            .Select(strike =>
                new
                {
                    strike.Movements,
                    strike.LastRecordedAt,
                    strike.LaterMovements,
                    strike.UncommittedGrants,
                    strike.UncommittedAmount,
                })
            .ToListAsync(Cancelled);
        Assert.Equal(notes[0], notes[^1]);
        Assert.Empty(await context.UnstruckMovements.ToListAsync(Cancelled));
    }

    [Fact]
    public async Task Nothing_is_due_twice()
    {
        await RecordAsync("COMMITMENT", 1000m, "2024-03-10");
        Assert.Equal(1, (await Striker.StrikeAsync(afresh: false, Cancelled)).Number);
        Assert.Null((await Striker.StrikeAsync(afresh: false, Cancelled)).Number);
    }

    [Fact]
    public async Task A_late_movement_restates_its_month_and_all_after_it_and_no_other()
    {
        await RecordAsync("COMMITMENT", 1000m, "2024-01-10");
        await Striker.StrikeAsync(afresh: false, Cancelled);
        await RecordAsync("DISBURSEMENT", 400m, "2024-04-30");
        var restated = await Striker.StrikeAsync(afresh: false, Cancelled);

        Assert.Equal(new StrikeOutcome(2, 4, new DateOnly(2024, 4, 1)), restated);
        await using var context = _database.Contexts.CreateDbContext();
        var closings = await context.Balances.OrderBy(balance => balance.Month).Select(balance => balance.Closing).ToListAsync(Cancelled);
        Assert.Equal([1000m, 1000m, 1000m, 600m, 600m, 600m, 600m], closings);
        Assert.Equal(
            [1, 1, 1, 2, 2, 2, 2],
            await context.StruckMonths.OrderBy(month => month.Month).Select(month => month.Strike).ToListAsync(Cancelled));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(140)] // So many that all is struck, of which the rest must stay as it is.
    public async Task Late_movements_in_some_of_many_cells_restate_those_and_no_other(int late)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var programme = await context.Programmes.SingleAsync(row => row.Code == "P3-ESS", Cancelled);
        var grants = (await context.Provinces.OrderBy(row => row.Code).ToListAsync(Cancelled))
            .Select(province => new Cooperative(Guid.NewGuid(), "test", province, 2015, DataSource.Press, "test"))
            .SelectMany(cooperative =>
                new[] { programme, null }.Select(
                    own => new Grant(Guid.NewGuid(), cooperative, 500m, null, null, own, null, null, DataSource.Press, "test")))
            .ToList();
        Assert.Equal(150, grants.Count);
        context.AddRange(grants);
        context.AddRange(
            grants.Select(grant =>
                new Movement(Guid.NewGuid(), grant, MovementKind.Commitment, 500m, new DateOnly(2024, 5, 20), null, _clock.GetUtcNow())));
        await context.SaveChangesAsync(Cancelled);
        Assert.Equal(450, (await Striker.StrikeAsync(afresh: false, Cancelled)).Rows);

        context.AddRange(
            grants.Take(late).Select(grant =>
                new Movement(Guid.NewGuid(), grant, MovementKind.Disbursement, 100m, new DateOnly(2024, 6, 20), null, _clock.GetUtcNow())));
        await context.SaveChangesAsync(Cancelled);
        Assert.Equal(new StrikeOutcome(2, 2 * late, new DateOnly(2024, 6, 1)), await Striker.StrikeAsync(afresh: false, Cancelled));

        var closings = await context.Balances.AsNoTracking().Where(balance => balance.Month >= new DateOnly(2024, 6, 1))
            .Select(balance => balance.Closing)
            .ToListAsync(Cancelled);
        Assert.Equal(
            (2 * late, 2 * (150 - late)), (closings.Count(closing => closing == 400m), closings.Count(closing => closing == 500m)));
        Assert.Equal(0, (await Striker.StrikeAsync(afresh: true, Cancelled)).Rows);
    }

    [Fact]
    public async Task The_current_month_is_provisional_until_it_ends_in_Morocco()
    {
        await RecordAsync("COMMITMENT", 1000m, "2024-07-31");
        await Striker.StrikeAsync(afresh: false, Cancelled);
        Assert.True(await IsProvisionalAsync("2024-07-01"));

        // It is 23:30 in Greenwich and already August in Casablanca.
        _clock.SetUtcNow(new DateTimeOffset(2024, 7, 31, 23, 30, 0, TimeSpan.Zero));
        await Striker.StrikeAsync(afresh: false, Cancelled);
        Assert.False(await IsProvisionalAsync("2024-07-01"));
        Assert.True(await IsProvisionalAsync("2024-08-01"));
    }

    [Fact]
    public async Task A_month_ends_without_any_movement_too()
    {
        await Striker.StrikeAsync(afresh: false, Cancelled);
        _clock.SetUtcNow(new DateTimeOffset(2024, 8, 1, 12, 0, 0, TimeSpan.Zero));
        await Striker.StrikeAsync(afresh: false, Cancelled);

        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(
            [(7, false), (8, true)],
            (await context.StruckMonths.OrderBy(month => month.Month).ToListAsync(Cancelled))
                .Select(month => (month.Month.Month, month.IsProvisional)));
    }

    [Theory]
    [InlineData("2024-02-29T23:30:00Z", "2024-03-01")]
    [InlineData("2024-03-31T23:30:00Z", "2024-03-01")] // At UTC+0 for that month.
    [InlineData("2024-04-30T23:30:00Z", "2024-05-01")]
    public void A_month_begins_at_midnight_in_Casablanca(string moment, string month) =>
        Assert.Equal(DateOnly.Parse(month, null), MoroccanCalendar.MonthOf(DateTimeOffset.Parse(moment, null)));

    [Fact]
    public async Task What_is_in_no_balance_is_counted()
    {
        await RecordAsync("COMMITMENT", 1000m, "2024-12-24");
        await Striker.StrikeAsync(afresh: false, Cancelled);

        await using var context = _database.Contexts.CreateDbContext();
        var strike = await context.Strikes.SingleAsync(Cancelled);
        Assert.Equal((1, 1, 2), (strike.Movements, strike.LaterMovements, strike.UncommittedGrants));
        Assert.Equal(
            await context.Grants.Where(grant => grant.Movements.Count == 0).SumAsync(grant => grant.Amount, Cancelled),
            strike.UncommittedAmount);
        Assert.Empty(await context.Balances.ToListAsync(Cancelled));

        _clock.SetUtcNow(new DateTimeOffset(2024, 12, 31, 12, 0, 0, TimeSpan.Zero));
        await Striker.StrikeAsync(afresh: false, Cancelled);
        Assert.Equal(1000m, (await context.Balances.SingleAsync(Cancelled)).Closing);
    }

    [Fact]
    public async Task Strikes_at_once_give_one_result()
    {
        await RecordAsync("COMMITMENT", 1000m, "2024-03-10");
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Striker.StrikeAsync(afresh: false, Cancelled))));
        Assert.Single(outcomes, outcome => outcome.Number is not null);
    }

    [Theory]
    [InlineData("MA-NAD", "P3-ESS")]
    [InlineData("MA-TIZ", "P3")]
    public async Task What_a_correction_takes_elsewhere_is_not_left_where_it_was(string province, string programme)
    {
        var options = Options.Create(new LedgerOptions());
        var origin = new ChangeOrigin(_clock.GetUtcNow(), Author.CommandLine);
        var cooperatives = new CooperativeEntry(_database.Contexts, options, _clock);
        var projects = new ProjectEntry(_database.Contexts, options, _clock);
        var cooperative = (await cooperatives.RegisterAsync(new NewCooperative("Nour", "MA-TIZ"), origin, Cancelled)).Id;
        var grant = (await projects.AwardAsync(new NewGrant(cooperative, 1000m, ProgrammeCode: "P3-ESS"), origin, Cancelled)).Id;
        var commitment = new NewMovement(grant, MovementKind.Commitment, 1000m, new DateOnly(2024, 5, 20));
        await new MovementRecorder(_database.Contexts, options, _clock).RecordAsync(commitment, Cancelled);
        await Striker.StrikeAsync(afresh: false, Cancelled);

        await cooperatives.CorrectAsync(new CooperativeCorrection(cooperative, "why", ProvinceCode: province), origin, Cancelled);
        await projects.CorrectAsync(new GrantCorrection(grant, "why", ProgrammeCode: programme), origin, Cancelled);
        Assert.Equal(new StrikeOutcome(2, 3, new DateOnly(2024, 5, 1)), await Striker.StrikeAsync(afresh: false, Cancelled));

        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(
            [$"2024-05:{province}:{programme}", $"2024-06:{province}:{programme}", $"2024-07:{province}:{programme}"],
            await context.Balances.OrderBy(balance => balance.Month).Select(balance => balance.Id).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task A_correction_makes_those_months_due_whose_figures_it_changes_and_no_other()
    {
        await RecordAsync("COMMITMENT", 120_000m, "2021-03-10");
        await Striker.StrikeAsync(afresh: false, Cancelled);
        await using var context = _database.Contexts.CreateDbContext();
        var grant = await context.Grants.SingleAsync(grant => grant.Movements.Count > 0, Cancelled);
        var end = await context.Statements.Where(row => row.Computed.IndhContribution == grant.Amount).MinAsync(row => row.To, Cancelled);
        await CorrectAsync(grant.Amount + 1);
        await CorrectAsync(grant.Amount);
        Assert.Equal(new StrikeOutcome(2, 0, null), await Striker.StrikeAsync(afresh: false, Cancelled));
        Assert.True(await context.StruckMonths.AllAsync(month => month.Strike == 1, Cancelled));

        // No balance changes where no cost is known, but what stands beside a statement does.
        await CorrectAsync(grant.Amount + 1);
        var first = MoroccanCalendar.FirstDay(end!.Value);
        Assert.Equal(new StrikeOutcome(3, 0, first), await Striker.StrikeAsync(afresh: false, Cancelled));
        Assert.True(await context.StruckMonths.AllAsync(month => month.Strike == (month.Month < first ? 1 : 3), Cancelled));

        Task CorrectAsync(decimal amount) => new ProjectEntry(_database.Contexts, Options.Create(new LedgerOptions()), _clock).CorrectAsync(
            new GrantCorrection(grant.Id, "why", Amount: (decimal?)amount),
            new ChangeOrigin(_clock.GetUtcNow(), Author.CommandLine),
            Cancelled);
    }

    [Fact]
    public async Task A_statement_stands_beside_what_the_ledger_gives()
    {
        await RecordAsync("COMMITMENT", 120_000m, "2021-03-10");
        await Striker.StrikeAsync(afresh: false, Cancelled);

        await using var context = _database.Contexts.CreateDbContext();
        var khemisset = await context.Statements.SingleAsync(
            row => row.Province!.Code == "MA-KHE" && row.Programme!.Code == "P3" && row.Projects == 21, Cancelled);
        Assert.Equal((0, 1), (khemisset.Computed.Projects, khemisset.Computed.Cooperatives));
        Assert.Equal(DataSource.Press, khemisset.ComputedFrom);
        var amount = await context.Grants.Where(grant => grant.Movements.Count > 0).SumAsync(grant => grant.Amount, Cancelled);
        Assert.Equal((amount, 4_740_000m - amount), (khemisset.Computed.IndhContribution, khemisset.Gap.IndhContribution));
        Assert.Null(khemisset.Gap.TotalCost);

        var undated = await context.Statements.SingleAsync(row => row.Province!.Code == "MA-LAR", Cancelled);
        Assert.Null(undated.Computed.Projects);
        Assert.Null(undated.ComputedFrom);
    }

    private static async Task<List<object>> FiguresAsync(IndhCoopsContext context) =>
        await context.Statements.AsNoTracking().OrderBy(row => row.Id)
        .Select(row =>
            (object)new
            {
                row.Id,
                row.Computed.Projects,
                row.Computed.Cooperatives,
                row.Computed.TotalCost,
                row.Computed.IndhContribution,
                row.ComputedFrom,
            })
        .ToListAsync(Cancelled);

    private async Task<bool> IsProvisionalAsync(string month)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var day = DateOnly.Parse(month, null);
        return (await context.Balances.SingleAsync(balance => balance.Month == day, Cancelled)).Provisional;
    }

    private async Task RecordAsync(string movement, decimal amount, string effectiveOn)
    {
        await using var context = _database.Contexts.CreateDbContext();
        var grant = await context.Grants.OrderBy(row => row.Id).FirstAsync(Cancelled);
        context.Entry(grant).Reference("Programme").CurrentValue = await context.Programmes.SingleAsync(
            programme => programme.Code == "P3-ESS", Cancelled);
        context.Add(
            new Movement(
                Guid.NewGuid(),
                grant,
                Enum.Parse<MovementKind>(movement, ignoreCase: true),
                amount,
                DateOnly.Parse(effectiveOn, null),
                null,
                _clock.GetUtcNow()));
        await context.SaveChangesAsync(Cancelled);
    }
}

public sealed class BalancesOnSqlite() : BalanceTests(DatabaseKind.Sqlite);

public sealed class BalancesOnPostgres() : BalanceTests(DatabaseKind.PostgreSql);
