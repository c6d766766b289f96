using System.Globalization;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Startup;
using IndhCoops.Domain.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Balances;

/// <summary>What a strike did.</summary>
/// <param name="Number">Its number; null where nothing was due.</param>
/// <param name="Rows">How many balances it wrote.</param>
/// <param name="From">The first month whose balances changed; null where none did.</param>
public sealed record StrikeOutcome(int? Number, int Rows, DateOnly? From);

/// <summary>Strikes the balances of every month up to the current one, which stays provisional, from the ledger.</summary>
public sealed class BalanceStriker(IDbContextFactory<IndhCoopsContext> contexts, TimeProvider clock)
{
    // Of fewer cells every strike is quick.
    private const int ManyCells = 100;

    /// <summary>
    /// Strikes what is due: the cells that movements recorded since the last strike fall into, and every cell when a month has begun.
    /// It happens in one transaction, and one strike at a time, whoever asks.
    /// </summary>
    /// <param name="afresh">Whether to strike everything, as if nothing had been struck; what did not change is still not written.</param>
    /// <param name="cancellationToken">Ends the strike; nothing of it remains.</param>
    public Task<StrikeOutcome> StrikeAsync(bool afresh, CancellationToken cancellationToken) =>
        Tracing.RunAsync(() => Tracing.Source.StartActivity("strike"), async span =>
        {
            var outcome = await StrikeWhatIsDueAsync(afresh, cancellationToken);
            span?.SetTag("indhcoops.strike.number", outcome.Number);
            span?.SetTag("indhcoops.strike.balances", outcome.Rows);
            span?.SetTag("indhcoops.strike.from", outcome.From?.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            return outcome;
        });

    private async Task<StrikeOutcome> StrikeWhatIsDueAsync(bool afresh, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(StrikeStatements.Timeout);
        await context.Database.OpenConnectionAsync(cancellationToken);

        // One snapshot for all statements: the marks that are deleted are those of the movements that were summed.
        var run = context.Provider.Strikes;
        await using var transaction = await run.BeginAsync(context, cancellationToken);
        var (now, current) = (clock.GetUtcNow(), clock.CurrentMonth());
        await CheckClockAsync(context, now, current, cancellationToken);
        var all = await BeginMonthsAsync(context, current, cancellationToken) || afresh;
        if (!all && !await context.UnstruckMovements.AnyAsync(cancellationToken))
        {
            return new StrikeOutcome(null, 0, null);
        }

        var number = (await context.Strikes.MaxAsync(strike => (int?)strike.Number, cancellationToken) ?? 0) + 1;
        var parameters = new StrikeParameters(number, current.AddMonths(1), now);
        var statements = new StrikeStatements(context, transaction, parameters);
        var isFirst = !await context.Balances.AnyAsync(cancellationToken);
        all = all || await FindCellsAsync(context, statements, current, cancellationToken);
        await run.TuneAsync(statements, all, cancellationToken);
        await run.GatherAsync(contexts, context, statements, new StrikeTables(context.Provider.Ledger), all, cancellationToken);
        await statements.MakeAsync([StrikeTables.Repeats], cancellationToken);
        var indexes = isFirst ? await run.FindDeferredIndexesAsync(context, cancellationToken) : [];
        await statements.ExecuteAsync(indexes.Select(index => index.Drop), cancellationToken);
        var rows = await statements.ExecuteAsync(BalanceSql.Strike(context.Provider.Ledger, isFirst), cancellationToken);
        await statements.ExecuteAsync(indexes.Select(index => index.Create), cancellationToken);
        if (all && !isFirst)
        {
            await statements.ExecuteAsync(BalanceSql.RemoveLeft, cancellationToken);
        }

        await statements.ExecuteAsync(
            [
                "delete from unstruck_movements",
                .. BalanceSql.Restate(context.Provider.Ledger),
                BalanceSql.SetFigures,
                BalanceSql.Note(all),
            ],
            cancellationToken);
        await statements.DropTablesAsync(cancellationToken);
        var from = await context.StruckMonths.Where(month => month.Strike == number)
            .MinAsync(month => (DateOnly?)month.Month, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StrikeOutcome(number, rows, from);
    }

    // By a clock that is far ahead months would be closed, and reported, that have not begun; by one that is behind, months would be
    // reopened, and those after them lose what moved in them.
    private static async Task CheckClockAsync(
        IndhCoopsContext context, DateTimeOffset now, DateOnly current, CancellationToken cancellationToken)
    {
        if (await context.Provider.Strikes.ClockAsync(context, cancellationToken) is { } database && now > database.AddDays(1))
        {
            throw new StartException(
                FormattableString.Invariant($"The clock of this machine says {now:yyyy-MM-dd HH:mm}Z, and that of the database ")
                    + FormattableString.Invariant($"{database:yyyy-MM-dd HH:mm}Z. No balance was computed: set the wrong one right."));
        }

        var last = await context.StruckMonths.MaxAsync(month => (DateOnly?)month.Month, cancellationToken);
        if (last > current)
        {
            throw new StartException(
                FormattableString.Invariant($"The clock of this machine says {now:yyyy-MM-dd HH:mm}Z, but there are balances of ")
                    + FormattableString.Invariant($"{last:yyyy-MM}. No balance was computed: set the clock right. If it is right and was ")
                    + "ahead before, remove the months that have not begun: docs/explanation/what-can-go-wrong.md#a-clock-that-was-ahead");
        }
    }

    // Finds the cells that unstruck movements fall into, and says whether they are so many that striking all takes less time than looking
    // for their movements.
    private static async Task<bool> FindCellsAsync(
        IndhCoopsContext context, StrikeStatements statements, DateOnly current, CancellationToken cancellationToken)
    {
        await statements.MakeAsync([StrikeTables.Cells], cancellationToken);
        await statements.ExecuteAsync($"analyze {StrikeTables.Cells.Name}", cancellationToken);
        var found = await context.Database.SqlQuery<int>($"""select cast(count(*) as integer) as "Value" from struck_cells""")
            .SingleAsync(cancellationToken);
        return found >= ManyCells && found * 3 > await context.Balances.CountAsync(balance => balance.Month == current, cancellationToken);
    }

    // Adds the months that the ledger has reached, and says whether any began or ended since the last strike.
    private static async Task<bool> BeginMonthsAsync(IndhCoopsContext context, DateOnly current, CancellationToken cancellationToken)
    {
        var known = await context.StruckMonths.ToDictionaryAsync(month => month.Month, cancellationToken);
        var phases = await context.PhasePeriods.AsNoTracking().ToListAsync(cancellationToken);
        var earliest = await context.Movements.MinAsync(movement => (DateOnly?)movement.EffectiveOn, cancellationToken);
        var first = known.Keys.Append(current).Append(MoroccanCalendar.FirstDay(earliest ?? current)).Min();
        for (var month = first; month <= current; month = month.AddMonths(1))
        {
            var phase = phases.Find(period => month.Year >= period.StartYear && month.Year <= period.EndYear)?.Phase;
            if (!known.TryGetValue(month, out var struck))
            {
                context.Add(new StruckMonth(month, phase, month == current));
            }
            else if (struck.IsProvisional != (month == current) || struck.Phase != phase)
            {
                (struck.IsProvisional, struck.Phase) = (month == current, phase);
            }
        }

        return await context.SaveChangesAsync(cancellationToken) > 0 || known.Values.Any(month => month.Strike <= 0);
    }
}
