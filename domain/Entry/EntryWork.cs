using System.Data;
using System.Linq.Expressions;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Entry;

/// <summary>
/// One entry or correction: a transaction in which rows are looked up, written together with their entries in the record of changes, and
/// committed.
/// </summary>
internal sealed class EntryWork : IAsyncDisposable
{
    // How long a commit may take (usually milliseconds), and how long the program asks a database that was lost meanwhile what became of
    // it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IDbContextFactory<IndhCoopsContext> _contexts;
    private readonly IDbContextTransaction _transaction;
    private readonly CancellationToken _cancellationToken;

    private EntryWork(
        IDbContextFactory<IndhCoopsContext> contexts,
        IndhCoopsContext context,
        IDbContextTransaction transaction,
        ChangeOrigin origin,
        CancellationToken cancellationToken) =>
        (_contexts, Context, _transaction, Origin, _cancellationToken) = (contexts, context, transaction, origin, cancellationToken);

    public IndhCoopsContext Context { get; }

    public ChangeOrigin Origin { get; }

    public static async Task<EntryWork> BeginAsync(
        IDbContextFactory<IndhCoopsContext> contexts, TimeSpan wait, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            context.Provider.Locks.BoundStatements(context, wait);
            var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            await context.Provider.Locks.BoundLocksAsync(context, wait, cancellationToken);

            // What is looked up from here on holds until it is written, also where an import is under way.
            await context.Provider.Locks.LockEntriesAsync(context, cancellationToken);
            return new EntryWork(contexts, context, transaction, origin, cancellationToken);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>The province with a code, in which the author may write.</summary>
    public async Task<Province> ProvinceAsync(string? code)
    {
        code = code?.Trim().ToUpperInvariant();
        var province = await Context.Provinces.SingleOrDefaultAsync(row => row.Code == code, _cancellationToken)
            ?? throw new EntryRefusedException(
                EntryRefusal.UnknownProvince,
                $"There is no province {code}; take the code of one that the graph lists: "
                    + "{ provinces(first: 100) { nodes { code name } } }.");
        Confine(province.Code);
        return province;
    }

    /// <summary>A row that a field names, or refuses it.</summary>
    public async Task<T> FindAsync<T>(IQueryable<T> rows, Expression<Func<T, bool>> condition, EntryRefusal refusal, object? key)
        where T : class => await rows.SingleOrDefaultAsync(condition, _cancellationToken) ?? throw Unknown(refusal, key);

    /// <summary>A cooperative of a province in which the author may write.</summary>
    public async Task<Cooperative> CooperativeAsync(Guid id)
    {
        var cooperative = await FindAsync(
            Context.Cooperatives.Include(row => row.Province), row => row.Id == id, EntryRefusal.UnknownCooperative, id);
        Confine(cooperative.Province.Code);
        return cooperative;
    }

    /// <summary>Refuses what belongs to a province in which the author may not write.</summary>
    public void Confine(string province)
    {
        if (!Origin.Author.MayWriteIn(province))
        {
            throw new EntryRefusedException(EntryRefusal.Territory, Territories.Refusal(Origin.Author, province));
        }
    }

    /// <summary>What was entered earlier under the same reference, where it is the same; null where nothing was.</summary>
    public async Task<Entered?> FindEarlierAsync<T>(IQueryable<T> rows, T candidate, string? reference, string correction)
        where T : class
    {
        if (reference is null
            || await rows.FirstOrDefaultAsync(
                row => EF.Property<string?>(row, "Reference") == reference, _cancellationToken) is not { } earlier)
        {
            return null;
        }

        var id = IdOf(earlier);
        return await SameContent.FindDifferenceAsync(Context, earlier, candidate, _cancellationToken) is { } different
            ? throw new EntryRefusedException(
                EntryRefusal.Reference,
                $"Reference '{reference}' names another row of the province, {id}, which differs in `{different}`. "
                + $"Correct that one ({correction}), send it as it was, or give this one a reference of its own.")
            : new Entered(id, AlreadyRecorded: true);
    }

    /// <summary>Writes a new row with its entry, and commits.</summary>
    public async Task<Entered> AddAsync(object row, ChangedType type)
    {
        Context.Add(row);
        return await SaveAsync(Change.Created(Origin, type, IdOf(row)));
    }

    /// <summary>Writes what was changed with its entries, and commits.</summary>
    public async Task<Entered> SaveAsync(params IReadOnlyList<Change> changes)
    {
        Context.AddRange(changes);
        try
        {
            await Context.SaveChangesAsync(_cancellationToken);
        }
        catch (DbUpdateException exception) when (Context.Provider.Failures.IsRefusedBy(exception.InnerException, DatabaseRule.References))
        {
            throw new EntryRefusedException(
                EntryRefusal.Reference,
                "The province has given this reference to another row, or the row has one already. "
                    + "References are never given twice, and stay.",
                exception);
        }

        await CommitAsync(changes[0]);
        return new Entered(changes[0].RowId, AlreadyRecorded: false);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Context.DisposeAsync();
    }

    private async Task CommitAsync(Change change)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _transaction.CommitAsync(patience.Token);
        }
        catch (Exception failure)
        {
            // The server ends what is left of the transaction.
            await DisposeAsync();
            if (!await new WriteFate(_contexts, Patience).IsCommittedAsync(AskAsync, () => Uncertain(change, failure)))
            {
                throw;
            }
        }

        async Task<bool> AskAsync(IndhCoopsContext context, CancellationToken cancellationToken)
        {
            await context.Provider.Locks.LockEntriesAsync(context, cancellationToken);
            return await context.Changes.AnyAsync(row => row.Id == change.Id, cancellationToken);
        }
    }

    private static WriteUncertainException Uncertain(Change change, Exception failure) => new(
        "It is not known whether this was written, as the database was lost meanwhile. "
        + $"With a reference, send the same again: it is not written twice. Without one, look first whether the graph has {change.RowId}.",
        change.RowId,
        failure);

    private Guid IdOf(object row) => (Guid)Context.Entry(row).Property("Id").CurrentValue!;

    private static EntryRefusedException Unknown(EntryRefusal refusal, object? key)
    {
        var type = refusal.ToString()["Unknown".Length..];
        var field = char.ToLowerInvariant(type[0]) + type[1..];
        var name = key is Guid ? "id" : "code";
        return new EntryRefusedException(
            refusal, $"There is no {field} '{key}'; take one that the graph lists: {{ {field}s {{ nodes {{ {name} }} }} }}.");
    }
}

/// <summary>What was written.</summary>
/// <param name="Id">The row.</param>
/// <param name="AlreadyRecorded">Whether it was there already, so that nothing was written now.</param>
public sealed record Entered(Guid Id, bool AlreadyRecorded);
