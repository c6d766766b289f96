using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Upgrading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Keeps a deterministic ledger of made-up cooperatives in the database, marked SYNTHETIC on every row.</summary>
public sealed partial class DemoLedgerLoader(
    IDbContextFactory<IndhCoopsContext> contexts, TimeProvider clock, ILogger<DemoLedgerLoader>? logger = null)
{
    private const string Name = "demo-ledger";
    private const string Version = "v2";
    private const ulong Seed = 2005;

    private static readonly string[] Tables = ["movements", "grants", "projects", "cooperatives"];

    private readonly ILogger _logger = logger ?? NullLogger<DemoLedgerLoader>.Instance;

    /// <summary>
    /// Brings the database to so many demonstration cooperatives, with their projects, grants and movements: nothing is done
    /// where they are there already, others are replaced, and 0 removes them. Where people recorded something on them, more are
    /// added, and nothing is replaced. It happens in one transaction or not at all.
    /// </summary>
    /// <exception cref="DemoLedgerRefusedException">There are others, and people recorded something on them.</exception>
    /// <exception cref="InvalidOperationException">The reference data is missing, or the ledger would break its rules.</exception>
    public async Task LoadAsync(int cooperatives, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cooperatives);
        var wanted = new DemoState(Version, Seed, cooperatives);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await StateAsync(context, cancellationToken) == wanted)
        {
            return;
        }

        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using (await context.Provider.Bulk.WidenCacheAsync(context, cancellationToken))
        {
            await using (var transaction = await new WriteTurn(context, "load the demonstration", WriteTurn.Patience, _logger)
                .BeginAsync(cancellationToken))
            {
                var state = await StateAsync(context, cancellationToken);
                var isNone = (state?.Cooperatives ?? 0) == 0 && cooperatives == 0;
                if (state == wanted || (!isNone && !await ChangeAsync(context, transaction, state, wanted, progress, cancellationToken)))
                {
                    return;
                }

                await RememberAsync(context, wanted, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            progress?.Report(new WorkProgress("statistics", 0, 1));
            await ExecuteAsync(context, [context.Provider.Bulk.Analyze], cancellationToken);
            progress?.Report(new WorkProgress("statistics", 1, 1));
        }
    }

    /// <summary>
    /// As <see cref="LoadAsync"/>, in a database in which nobody has asked for a demonstration yet, or for none, and which has no
    /// movements.
    /// </summary>
    public async Task LoadIfNewAsync(int cooperatives, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (await StateAsync(context, cancellationToken) is not null || await context.Movements.AnyAsync(cancellationToken))
            {
                return;
            }
        }

        await LoadAsync(cooperatives, progress, cancellationToken);
    }

    private static async Task<DemoState?> StateAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        DemoState.Read(await LoadedFingerprint.FindAsync(context, Name, cancellationToken));

    // False where all stays as it is.
    private async Task<bool> ChangeAsync(
        IndhCoopsContext context,
        IDbContextTransaction transaction,
        DemoState? state,
        DemoState wanted,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        // Locks the ledger until all is done.
        var resume = await context.Provider.Bulk.SuspendTriggersAsync(context, cancellationToken);
        var (present, seed) = (state?.Cooperatives ?? 0, state?.Seed ?? Seed);
        var recorded = await RecordedRows.DescribeAsync(context, seed, cancellationToken);
        if (recorded is not null && present == wanted.Cooperatives)
        {
            KeptAsItIs(recorded, present);
            return false;
        }

        if (recorded is not null && (present > wanted.Cooperatives || seed != wanted.Seed))
        {
            throw new DemoLedgerRefusedException(FormattableString.Invariant(
                $"--demo {wanted.Cooperatives} would replace the demonstration of {present} cooperatives, ")
                + $"and delete what people recorded on it: {recorded}. Nothing was changed. "
                + "Start without --demo to leave the data as it is; for another demonstration take another --data folder or database. "
                + $"This one is {context.Place()}.");
        }

        // What an earlier version took of what people recorded is no fault of the demonstration.
        var earlier = recorded is null ? 0 : await ViolationsAsync(context, transaction, cancellationToken);

        // The balances of the former ledger go with it; those of the new one are all due.
        await ExecuteAsync(
            context, ["delete from unstruck_movements", "delete from balances", "update struck_months set strike = 0"], cancellationToken);
        if (recorded is null)
        {
            await ExecuteAsync(context, Tables.Select(table => $"delete from {table} where data_source = 'SYNTHETIC'"), cancellationToken);
            present = 0;
        }
        else
        {
            Added(wanted.Cooperatives - present, recorded);
        }

        var rows = 0L;
        if (wanted.Cooperatives > 0)
        {
            var generator = new DemoGenerator(Seed, wanted.Cooperatives, await DemoReference.ReadAsync(context, cancellationToken));
            foreach (var table in DemoTables.All)
            {
                rows += await FillAsync(context, table, generator, present, wanted.Cooperatives, progress, cancellationToken);
            }
        }

        progress?.Report(new WorkProgress("rules", 0, 1) { Rows = rows });
        var violations = await ViolationsAsync(context, transaction, cancellationToken) - earlier;
        if (violations > 0)
        {
            throw new InvalidOperationException($"The demonstration ledger would break the rules of the ledger {violations} times.");
        }

        await ExecuteAsync(context, resume, cancellationToken);
        progress?.Report(new WorkProgress("rules", 1, 1) { Rows = rows });
        return true;
    }

    private static async Task<long> FillAsync(
        IndhCoopsContext context,
        DemoTable table,
        DemoGenerator generator,
        int from,
        int cooperatives,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        var entity = context.Model.FindEntityType(table.Entity)!;
        var name = entity.GetTableName()!;
        var columns = table.Properties.Select(property => entity.FindProperty(property)!.GetColumnName()).ToList();
        await using var bulk = await context.Provider.Bulk.OpenAsync(context, name, columns, cancellationToken);
        var (done, rows, aPercent) = (from, 0L, Math.Max(1, cooperatives / 100));
        progress?.Report(new WorkProgress(name, 0, cooperatives));
        foreach (var cooperative in generator.Cooperatives(from))
        {
            rows += table.Write(bulk, cooperative);
            if (++done % aPercent == 0 && done < cooperatives)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new WorkProgress(name, done, cooperatives) { Rows = rows });
            }
        }

        await bulk.CompleteAsync(cancellationToken);
        progress?.Report(new WorkProgress(name, cooperatives, cooperatives) { Rows = rows });
        return rows;
    }

    private async Task RememberAsync(IndhCoopsContext context, DemoState state, CancellationToken cancellationToken)
    {
        await context.LoadedData.Where(data => data.Name == Name).ExecuteDeleteAsync(cancellationToken);
        context.LoadedData.Add(new LoadedData(Name, state.ToString(), clock.GetUtcNow()));
        await context.SaveChangesAsync(cancellationToken);
    }

    private static async Task<long> ViolationsAsync(
        IndhCoopsContext context, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        var sql = new LedgerFaultSql(context.Provider.Ledger, onlySynthetic: true);
        var violations = 0L;
        foreach (var query in (LedgerFaultQuery[])[sql.Overdrawn(), sql.Early(), sql.Unexplained()])
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.Transaction = transaction.GetDbTransaction();
#pragma warning disable CA2100 // Names of the model only.
            command.CommandText = $"select count(*) from ({query.Sql}) found";
#pragma warning restore CA2100
            command.CommandTimeout = 1800;
            violations += (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        return violations;
    }

    private static async Task ExecuteAsync(IndhCoopsContext context, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await context.Database.ExecuteSqlRawAsync(statement, [], cancellationToken);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The demonstration was made by another version. "
        + "It stays as it is, since people recorded something on it: {Recorded}. It has {Cooperatives} cooperatives")]
    private partial void KeptAsItIs(string recorded, int cooperatives);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Cooperatives} cooperatives are added to the demonstration. "
        + "Those that it has stay as they are, since people recorded something on them: {Recorded}")]
    private partial void Added(int cooperatives, string recorded);
}
