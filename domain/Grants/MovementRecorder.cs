using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Grants;

/// <summary>Records movements in the ledger. Whether it bears one is for the database to say, which knows what others record meanwhile.</summary>
public sealed class MovementRecorder(IDbContextFactory<IndhCoopsContext> contexts, TimeProvider clock)
{
    // The envelope of phase III, the largest there was, in MAD (18 thousand million; Nador's bilan, 2023). What the ledger holds, it holds
    // for ever: a sum mistyped by some digits would be in every balance after it, and one that no balance can hold would end them all.
    private const decimal Most = 18_000_000_000m;

    /// <summary>Records a movement of a grant, whose kind of source it takes on: what moves a synthetic grant is synthetic.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="kind">What the movement does.</param>
    /// <param name="amount">The amount in MAD; below zero only for an amendment that lowers.</param>
    /// <param name="effectiveOn">The day on which it takes effect; it may lie ahead, and is then in no balance before its month.</param>
    /// <param name="cancellationToken">Ends the work; nothing of it remains.</param>
    /// <exception cref="MovementRefusedException">The ledger does not bear it.</exception>
    public async Task<Movement> RecordAsync(Guid grantId, MovementKind kind, decimal amount, DateOnly effectiveOn, CancellationToken cancellationToken)
    {
        CheckAmount(kind, amount);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await CheckDayAsync(context, effectiveOn, cancellationToken);
        var grant = await context.Grants.SingleOrDefaultAsync(row => row.Id == grantId, cancellationToken)
            ?? throw new MovementRefusedException(
                MovementRefusal.UnknownGrant, $"There is no grant {grantId}; take the id of one that the graph lists: {{ grants {{ nodes {{ id }} }} }}.");

        var movement = new Movement(Guid.CreateVersion7(), grant, kind, amount, effectiveOn, clock.GetUtcNow(), grant.DataSource);
        context.Add(movement);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (LedgerTriggers.IsOverdraw(exception.InnerException))
        {
            await transaction.RollbackAsync(cancellationToken);
            throw new MovementRefusedException(MovementRefusal.Overdrawn, await OverdrawAsync(context, movement, cancellationToken), exception);
        }

        await transaction.CommitAsync(cancellationToken);
        return movement;
    }

    private static void CheckAmount(MovementKind kind, decimal amount)
    {
        if (!Require.IsInCentimes(amount))
        {
            throw new MovementRefusedException(
                MovementRefusal.Amount, FormattableString.Invariant($"{amount} MAD is not an amount that the ledger holds: give at most two decimals and twelve digits before them."));
        }

        if (!Movement.Allows(kind, amount))
        {
            throw new MovementRefusedException(
                MovementRefusal.Amount, FormattableString.Invariant($"The amount of {Named(kind)} cannot be {amount} MAD: give one above zero. Only an amendment may be below it, to lower what is promised."));
        }

        if (Math.Abs(amount) > Most)
        {
            throw new MovementRefusedException(
                MovementRefusal.Amount, FormattableString.Invariant($"{amount:0.00} MAD is more than the INDH had for the whole of a phase ({Most:0} MAD): give the amount of this movement alone."));
        }
    }

    // What the ledger holds, it holds for ever, and balances begin with its earliest month: a year mistyped by a thousand would stay.
    private static async Task CheckDayAsync(IndhCoopsContext context, DateOnly effectiveOn, CancellationToken cancellationToken)
    {
        if (await context.PhasePeriods.MinAsync(phase => (int?)phase.StartYear, cancellationToken) is { } first && effectiveOn.Year < first)
        {
            throw new MovementRefusedException(
                MovementRefusal.EffectiveOn, FormattableString.Invariant($"{effectiveOn:yyyy-MM-dd} lies before the INDH, which began in {first}: give the day on which the movement takes effect."));
        }
    }

    private static async Task<string> OverdrawAsync(IndhCoopsContext context, Movement movement, CancellationToken cancellationToken)
    {
        var balance = LedgerBalance.Of(await context.Movements.AsNoTracking().Where(other => other.Grant.Id == movement.Grant.Id).ToListAsync(cancellationToken));
        return movement.Kind == MovementKind.Refund
            ? FormattableString.Invariant($"A refund of {movement.Amount:0.00} MAD is more than the {balance.Outstanding:0.00} MAD that were disbursed on grant {movement.Grant.Id} and not refunded: give at most that, or record the disbursement first.")
            : FormattableString.Invariant($"{Named(movement.Kind, capital: true)} of {movement.Amount:0.00} MAD is more than the {balance.Available:0.00} MAD that are left to disburse on grant {movement.Grant.Id}: give at most that, or record a commitment first.");
    }

    private static string Named(MovementKind kind, bool capital = false)
    {
        var name = kind.ToString().ToLowerInvariant();
        var article = kind == MovementKind.Amendment ? "an" : "a";
        return capital ? $"A{article[1..]} {name}" : $"{article} {name}";
    }
}
