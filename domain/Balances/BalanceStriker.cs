using System.Data;
using System.Globalization;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Balances;

/// <summary>What a strike did.</summary>
/// <param name="Number">Its number; null where nothing was due.</param>
/// <param name="Rows">How many balances it wrote.</param>
/// <param name="From">The first month whose balances changed; null where none did.</param>
public sealed record StrikeOutcome(int? Number, int Rows, DateOnly? From);

/// <summary>Strikes the balances of every month up to the current one, which stays provisional, from the ledger.</summary>
public sealed class BalanceStriker(DatabaseOptions database, IDbContextFactory<IndhCoopsContext> contexts, TimeProvider clock)
{
    // Any number will do, so long as nothing else takes the same lock in this database.
    private const long LockKey = 2_005_051_800;

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(30);

    private readonly BalanceSql _sql = new(database.Kind);

    /// <summary>
    /// Strikes what is due: the cells that movements recorded since the last strike fall into, and every cell when a month has begun.
    /// It happens in one transaction, and one strike at a time, whoever asks.
    /// </summary>
    /// <param name="afresh">Whether to strike everything, as if nothing had been struck; what did not change is still not written.</param>
    /// <param name="cancellationToken">Ends the strike; nothing of it remains.</param>
    public Task<StrikeOutcome> StrikeAsync(bool afresh, CancellationToken cancellationToken) => Tracing.RunAsync(() => Tracing.Source.StartActivity("strike"), async span =>
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
        context.Database.SetCommandTimeout(CommandTimeout);
        await context.Database.OpenConnectionAsync(cancellationToken);
        if (database.Kind == DatabaseKind.Sqlite)
        {
            return await StrikeLockedAsync(context, afresh, cancellationToken);
        }

        // The lock comes before the transaction, whose snapshot must not be older than it. It ends with the connection at the latest.
        await context.Database.ExecuteSqlAsync($"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            return await StrikeLockedAsync(context, afresh, cancellationToken);
        }
        finally
        {
            await context.Database.ExecuteSqlAsync($"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private async Task<StrikeOutcome> StrikeLockedAsync(IndhCoopsContext context, bool afresh, CancellationToken cancellationToken)
    {
        // One snapshot for all statements: the marks that are deleted are those of the movements that were summed.
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var current = clock.CurrentMonth();
        var all = await BeginMonthsAsync(context, current, cancellationToken) || afresh;
        if (!all && !await context.UnstruckMovements.AnyAsync(cancellationToken))
        {
            return new StrikeOutcome(null, 0, null);
        }

        var number = (await context.Strikes.MaxAsync(strike => (int?)strike.Number, cancellationToken) ?? 0) + 1;
        if (database.Kind == DatabaseKind.PostgreSql)
        {
            await context.Database.ExecuteSqlRawAsync(BalanceSql.Tune(all), cancellationToken);
        }

        var statements = new Statements(database.Kind, context, transaction, number, current.AddMonths(1), clock.GetUtcNow());
        var isFirst = !await context.Balances.AnyAsync(cancellationToken);
        await statements.ExecuteAsync(_sql.Sum(all), cancellationToken);
        var rows = await statements.ExecuteAsync(BalanceSql.Strike(all, isFirst), cancellationToken);
        await statements.ExecuteAsync(
            ["delete from unstruck_movements", BalanceSql.Restate, BalanceSql.Statements, BalanceSql.Note(all), .. BalanceSql.Forget(all)], cancellationToken);
        var from = await context.StruckMonths.Where(month => month.Strike == number).MinAsync(month => (DateOnly?)month.Month, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StrikeOutcome(number, rows, from);
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

        return await context.SaveChangesAsync(cancellationToken) > 0 || known.Values.Any(month => month.Strike == 0);
    }

    // Runs statements with the parameters that all of them may name, in the types that the database's mapping gives them.
    private sealed class Statements(DatabaseKind database, IndhCoopsContext context, IDbContextTransaction transaction, int strike, DateOnly end, DateTimeOffset now)
    {
        public async Task ExecuteAsync(IEnumerable<string> sql, CancellationToken cancellationToken)
        {
            foreach (var statement in sql)
            {
                await ExecuteAsync(statement, cancellationToken);
            }
        }

        public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = (int)CommandTimeout.TotalSeconds;
            command.Transaction = transaction.GetDbTransaction();
            Add("strike", typeof(Strike), nameof(Strike.Number), strike);
            Add("now", typeof(Strike), nameof(Strike.StruckAt), now);
            Add("end", typeof(StruckMonth), nameof(StruckMonth.Month), end);
            return await Tracing.RunAsync(() => StatementSpan.Start(database, sql), async span =>
            {
                var rows = await command.ExecuteNonQueryAsync(cancellationToken);
                span?.SetTag("indhcoops.rows.written", rows < 0 ? null : rows);
                return rows;
            });

            void Add(string name, Type entity, string property, object value) => command.Parameters.Add(
                context.Model.FindEntityType(entity)!.FindProperty(property)!.GetRelationalTypeMapping().CreateParameter(command, name, value));
        }
    }
}
