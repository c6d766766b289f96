using System.Data;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Grants;

/// <summary>
/// Records movements in the ledger. The database decides whether the ledger allows one: it knows what others record at the same time.
/// </summary>
public sealed class MovementRecorder(
    IDbContextFactory<IndhCoopsContext> contexts, IOptions<LedgerOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// How long a commit may take (usually milliseconds), and how long the program asks a database that was lost meanwhile what became of
    /// it.
    /// </summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Records without a token: for people who may start programs on the machine.</summary>
    /// <exception cref="MovementRefusedException">The ledger does not bear it.</exception>
    /// <exception cref="MovementUncertainException">
    /// The database was lost while it was committed. After any other exception it is not recorded.
    /// </exception>
    public Task<RecordedMovement> RecordAsync(NewMovement movement, CancellationToken cancellationToken) =>
        RecordAsync(movement, new ChangeOrigin(clock.GetUtcNow(), Author.CommandLine), cancellationToken);

    // Where the database has one writer.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Records a movement of a grant, whose kind of source it takes on: what moves a synthetic grant is synthetic.</summary>
    /// <param name="movement">The movement. What was recorded under its reference already is not recorded again.</param>
    /// <param name="origin">The author, and the way in.</param>
    /// <param name="cancellationToken">Ends the work, and nothing of it remains; it is not heard once the movement is being
    /// committed.</param>
    /// <exception cref="MovementRefusedException">The ledger does not bear it.</exception>
    /// <exception cref="MovementUncertainException">
    /// The database was lost while it was committed. After any other exception it is not recorded.
    /// </exception>
    public async Task<RecordedMovement> RecordAsync(NewMovement movement, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        MovementRules.CheckAmount(movement.Kind, movement.Amount);
        movement = MovementRules.Read(movement);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await context.Provider.Locks.BoundWriterAsync(context, _turn, options.Value.Wait, cancellationToken);

        // Not a snapshot: it must see what others recorded while it waited for the grant.
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await context.Provider.Locks.BoundLocksAsync(context, options.Value.Wait, cancellationToken);
        var grant = await GrantAsync(context, movement.GrantId, origin.Author, cancellationToken);
        return await RecordAsync(context, transaction, movement, grant, origin, cancellationToken);
    }

    /// <summary>Takes a movement back, by recording its opposite.</summary>
    /// <param name="reversal">What is taken back, and why. Sent again, it is not recorded again.</param>
    /// <param name="origin">The author, and the way in.</param>
    /// <param name="cancellationToken">Ends the work, and nothing of it remains; it is not heard once the movement is being
    /// committed.</param>
    /// <exception cref="MovementRefusedException">The ledger does not bear it, or it is taken back already.</exception>
    /// <exception cref="MovementUncertainException">
    /// The database was lost while it was committed. After any other exception it is not recorded.
    /// </exception>
    public async Task<RecordedMovement> ReverseAsync(MovementReversal reversal, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await context.Provider.Locks.BoundWriterAsync(context, _turn, options.Value.Wait, cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await context.Provider.Locks.BoundLocksAsync(context, options.Value.Wait, cancellationToken);
        var reversed = await context.Movements.Include(row => row.Grant).SingleOrDefaultAsync(
            row => row.Id == reversal.MovementId, cancellationToken)
            ?? throw new MovementRefusedException(
                MovementRefusal.UnknownMovement,
                $"There is no movement {reversal.MovementId}; take the id of one that the graph lists: "
                    + "{ movements { nodes { id } } }.");
        var grant = await GrantAsync(context, reversed.Grant.Id, origin.Author, cancellationToken);
        var earlier = await context.Movements.SingleOrDefaultAsync(row => row.Reverses!.Id == reversed.Id, cancellationToken);
        var (kind, amount) = MovementRules.Opposite(reversed);
        var today = clock.CurrentDay();
        var day = reversal.EffectiveOn ?? earlier?.EffectiveOn ?? (reversed.EffectiveOn > today ? reversed.EffectiveOn : today);
        var movement = MovementRules.Read(
            new NewMovement(grant.Id, kind, amount, day, reversal.Reference, reversal.Document, reversal.Reason, reversed.Id));
        if (movement.Reason is null)
        {
            throw new MovementRefusedException(
                MovementRefusal.Reason, "Say in `reason` why it is taken back: whoever reads the ledger later will want to know.");
        }

        return earlier is null ? await RecordAsync(context, transaction, movement, grant, origin, cancellationToken)
            : MovementRules.IsSame(movement, earlier) && movement.Reference == earlier.Reference
                ? new RecordedMovement(earlier, AlreadyRecorded: true)
            : throw MovementRules.Reversed(earlier);
    }

    private async Task<RecordedMovement> RecordAsync(
        IndhCoopsContext context,
        IDbContextTransaction transaction,
        NewMovement movement,
        Grant grant,
        ChangeOrigin origin,
        CancellationToken cancellationToken)
    {
        if (movement.Reference is not null && await FindAsync(context, movement, cancellationToken) is { } earlier)
        {
            return MovementRules.IsSame(movement, earlier)
                ? new RecordedMovement(earlier, AlreadyRecorded: true)
                : throw MovementRules.Taken(movement.Reference, earlier);
        }

        var added = await AddAsync(context, movement, grant, origin, cancellationToken);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await transaction.CommitAsync(patience.Token);
        }
        catch (Exception failure)
        {
            // The server ends what is left of the transaction, and gives the grant free.
            await transaction.DisposeAsync();
            await context.DisposeAsync();
            if (!await new WriteFate(contexts, Patience).IsCommittedAsync(
                (fate, cancelled) => IsRecordedAsync(fate, added, cancelled), () => new MovementUncertainException(added.Id, failure)))
            {
                throw;
            }
        }

        return new RecordedMovement(added, AlreadyRecorded: false);
    }

    // The server may still be executing the commit; it holds the lock of the grant until then.
    private static async Task<bool> IsRecordedAsync(IndhCoopsContext context, Movement movement, CancellationToken cancellationToken)
    {
        await context.Provider.Locks.Grant(context, movement.Grant.Id).Select(grant => grant.Id).SingleAsync(cancellationToken);
        return await context.Movements.AnyAsync(row => row.Id == movement.Id, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // From here on, two writers of one grant go one after the other. SQLite has one writer anyway.
    private static async Task<Grant> GrantAsync(IndhCoopsContext context, Guid id, Author author, CancellationToken cancellationToken)
    {
        var grant = await context.Provider.Locks.Grant(context, id).Include(grant => grant.Programme)
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new MovementRefusedException(
                MovementRefusal.UnknownGrant,
                $"There is no grant {id}; take the id of one that the graph lists: {{ grants {{ nodes {{ id }} }} }}.");
        if (author.Provinces is not null)
        {
            var province = await context.Grants.Where(row => row.Id == id)
                .Select(row => row.Cooperative.Province.Code)
                .SingleAsync(cancellationToken);
            if (!author.MayWriteIn(province))
            {
                throw new MovementRefusedException(MovementRefusal.Territory, Territories.Refusal(author, province));
            }
        }

        return grant;
    }

    private static Task<Movement?> FindAsync(IndhCoopsContext context, NewMovement movement, CancellationToken cancellationToken) =>
        context.Movements.Include(row => row.Reverses)
            .SingleOrDefaultAsync(row => row.Reference == movement.Reference && row.Grant.Id == movement.GrantId, cancellationToken);

    // What a movement takes back; null for none.
    private static async Task<Movement?> ReversedAsync(IndhCoopsContext context, NewMovement movement, CancellationToken cancellationToken)
    {
        if (movement.Reverses is not { } id)
        {
            return null;
        }

        var reversed = await context.Movements.SingleOrDefaultAsync(
            row => row.Id == id && row.Grant.Id == movement.GrantId, cancellationToken);
        MovementRules.CheckReversal(movement, reversed);
        return await context.Movements.SingleOrDefaultAsync(row => row.Reverses!.Id == id, cancellationToken) is { } reversal
            ? throw MovementRules.Reversed(reversal)
            : reversed;
    }

    private async Task<Movement> AddAsync(
        IndhCoopsContext context, NewMovement movement, Grant grant, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        var limits = await context.LedgerLimits.SingleAsync(cancellationToken);
        limits.DaysAhead = options.Value.DaysAhead;
        var lastDay = clock.CurrentDay().AddDays(limits.DaysAhead);
        var firstYear = await context.PhasePeriods.MinAsync(phase => (int?)phase.StartYear, cancellationToken);
        MovementRules.CheckDay(movement.EffectiveOn, grant, firstYear, lastDay);

        var added = new Movement(
            Guid.CreateVersion7(), grant, movement.Kind, movement.Amount, movement.EffectiveOn, movement.Reference, clock.GetUtcNow())
        {
            Document = movement.Document,
            Reason = movement.Reason,
            Reverses = await ReversedAsync(context, movement, cancellationToken),
        };
        context.AddRange(added, Change.Created(origin with { Reason = movement.Reason }, ChangedType.Movement, added.Id));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return added;
        }
        catch (DbUpdateException exception) when (context.Provider.Failures.IsRefusedBy(exception.InnerException, DatabaseRule.SoundLedger))
        {
            // The statement is undone and the grant still locked, so the message describes the ledger that refused it.
            var entries = await LedgerEntries.ReadAsync(context, movement.GrantId, cancellationToken);
            throw MovementRules.Overdrawn(movement, new GrantLedger(entries), lastDay, exception);
        }
        catch (DbUpdateException exception) when (context.Provider.Failures.IsRefusedBy(exception.InnerException, DatabaseRule.LedgerDays))
        {
            throw MovementRules.DayRefusedByDatabase(movement.EffectiveOn, exception);
        }
    }
}
