using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Databases;

/// <summary>Runs a strike the way that is fastest on a database. <see cref="BalanceStriker"/> says what a strike is.</summary>
internal abstract class StrikeRun
{
    /// <summary>Begins the transaction of a strike, with one snapshot for all its statements. One strike runs at a time.</summary>
    public abstract Task<IDbContextTransaction> BeginAsync(IndhCoopsContext context, CancellationToken cancellationToken);

    /// <summary>What the database's own clock says; null where it has none but that of this machine.</summary>
    public virtual Task<DateTimeOffset?> ClockAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(null);

    /// <summary>Sets the transaction up for the statements of a strike.</summary>
    /// <param name="all">Whether every cell is struck.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public virtual Task TuneAsync(StrikeStatements statements, bool all, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes the tables that balances are struck from.</summary>
    /// <param name="contexts">Makes further connections.</param>
    /// <param name="context">The context of the strike.</param>
    /// <param name="all">Whether every cell is struck.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public virtual Task GatherAsync(
        IDbContextFactory<IndhCoopsContext> contexts,
        IndhCoopsContext context,
        StrikeStatements statements,
        StrikeTables tables,
        bool all,
        CancellationToken cancellationToken) =>
        statements.MakeAsync([.. tables.Gather(all), .. tables.Count(all)], cancellationToken);

    /// <summary>The indexes of balances that the first strike builds after all rows are written; none where that is no faster.</summary>
    public virtual Task<List<DeferredIndex>> FindDeferredIndexesAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        Task.FromResult<List<DeferredIndex>>([]);
}

/// <summary>
/// An index of balances that a first strike builds when all rows are there: that takes a third of the time of updating it with each row.
/// Until the strike ends, readers of balances wait for it, instead of finding none.
/// </summary>
/// <param name="Drop">The statement that drops it.</param>
/// <param name="Create">The statement that builds it as it was.</param>
internal sealed record DeferredIndex(string Drop, string Create);
