using System.Data;
using System.Diagnostics;
using System.Globalization;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace IndhCoops.Domain.Grants;

/// <summary>Records movements in the ledger. Whether it bears one is for the database to say, which knows what others record meanwhile.</summary>
public sealed class MovementRecorder(IDbContextFactory<IndhCoopsContext> contexts, IOptions<LedgerOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>How long a commit may take, which takes milliseconds, and how long a database that was lost in it is asked what became of it.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    // SQLite has one writer. Who waits for a turn here holds no thread; who waits for another process's lock does.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Records a movement of a grant, whose kind of source it takes on: what moves a synthetic grant is synthetic.</summary>
    /// <param name="movement">The movement. What was recorded under its reference already is not recorded again.</param>
    /// <param name="cancellationToken">Ends the work, and nothing of it remains; it is not heard once the movement is being committed.</param>
    /// <exception cref="MovementRefusedException">The ledger does not bear it.</exception>
    /// <exception cref="MovementUncertainException">The database was lost while it was committed. After any other exception it is not recorded.</exception>
    public async Task<RecordedMovement> RecordAsync(NewMovement movement, CancellationToken cancellationToken)
    {
        MovementRules.CheckAmount(movement.Kind, movement.Amount);
        movement = movement with { Reference = MovementReference.Read(movement.Reference) };
        Movement added;
        Exception failure;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            using var turn = await BoundWaitingAsync(context, cancellationToken);

            // What others recorded while this one waited for the grant must be seen: not a snapshot.
            await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            await BoundLocksAsync(context, cancellationToken);
            var grant = await GrantAsync(context, movement.GrantId, cancellationToken);
            if (movement.Reference is not null && await FindAsync(context, movement, cancellationToken) is { } earlier)
            {
                return MovementRules.IsSame(movement, earlier) ? new RecordedMovement(earlier, AlreadyRecorded: true) : throw MovementRules.Taken(movement.Reference, earlier);
            }

            added = await AddAsync(context, movement, grant, cancellationToken);
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await transaction.CommitAsync(patience.Token);
                return new RecordedMovement(added, AlreadyRecorded: false);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }

        return await new MovementFate(contexts, Patience).IsRecordedAsync(added, failure) ? new RecordedMovement(added, AlreadyRecorded: false) : throw failure;
    }

    // A database that keeps silent, or is locked by another program, is not waited for as long as the caller lives. What is held is given back when disposed.
    private async Task<IDisposable?> BoundWaitingAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var wait = options.Value.Wait;
        if (context.Database.GetDbConnection() is not SqliteConnection connection)
        {
            // Locks say first why they are not given.
            context.Database.SetCommandTimeout(wait + TimeSpan.FromSeconds(1));
            return null;
        }

        var begun = Stopwatch.GetTimestamp();
        if (!await _turn.WaitAsync(wait, cancellationToken))
        {
            throw new SqliteException("The database is locked.", raw.SQLITE_BUSY);
        }

        // At least a second: 0 would be for ever.
        connection.DefaultTimeout = Math.Max(1, (int)Math.Ceiling((wait - Stopwatch.GetElapsedTime(begun)).TotalSeconds));
        context.Database.SetCommandTimeout(connection.DefaultTimeout);
        return new Turn(_turn);
    }

    private async Task BoundLocksAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        if (context.Database.IsNpgsql())
        {
            var milliseconds = ((long)options.Value.Wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            await context.Database.ExecuteSqlAsync($"select set_config('lock_timeout', {milliseconds}, true)", cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // Two who record on one grant at once go one after the other from here on. SQLite has one writer anyway.
    private static async Task<Grant> GrantAsync(IndhCoopsContext context, Guid id, CancellationToken cancellationToken) =>
        await context.LockedGrant(id).Include(grant => grant.Programme).SingleOrDefaultAsync(cancellationToken)
            ?? throw new MovementRefusedException(
                MovementRefusal.UnknownGrant, $"There is no grant {id}; take the id of one that the graph lists: {{ grants {{ nodes {{ id }} }} }}.");

    private static Task<Movement?> FindAsync(IndhCoopsContext context, NewMovement movement, CancellationToken cancellationToken) =>
        context.Movements.SingleOrDefaultAsync(row => row.Reference == movement.Reference && row.Grant.Id == movement.GrantId, cancellationToken);

    private async Task<Movement> AddAsync(IndhCoopsContext context, NewMovement movement, Grant grant, CancellationToken cancellationToken)
    {
        var limits = await context.LedgerLimits.SingleAsync(cancellationToken);
        limits.DaysAhead = options.Value.DaysAhead;
        var lastDay = clock.CurrentDay().AddDays(limits.DaysAhead);
        var firstYear = await context.PhasePeriods.MinAsync(phase => (int?)phase.StartYear, cancellationToken);
        MovementRules.CheckDay(movement.EffectiveOn, grant, firstYear, lastDay);

        var added = new Movement(Guid.CreateVersion7(), grant, movement.Kind, movement.Amount, movement.EffectiveOn, movement.Reference, clock.GetUtcNow());
        context.Add(added);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return added;
        }
        catch (DbUpdateException exception) when (LedgerTriggers.IsOverdraw(exception.InnerException))
        {
            // The statement is undone and the grant still locked: the words fit the ledger that refused it.
            var entries = await LedgerEntries.ReadAsync(context, movement.GrantId, cancellationToken);
            throw MovementRules.Overdrawn(movement, new GrantLedger(entries), lastDay, exception);
        }
        catch (DbUpdateException exception) when (LedgerTriggers.IsDay(exception.InnerException))
        {
            throw MovementRules.DayRefusedByDatabase(movement.EffectiveOn, exception);
        }
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
