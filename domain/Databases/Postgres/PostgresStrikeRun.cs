using System.Data;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>A strike of all cells takes two connections: one process sums movements while another counts grants.</summary>
internal sealed class PostgresStrikeRun : StrikeRun
{
    // Locking a table takes no snapshot, so that the snapshot is not older than the lock:
    // https://www.postgresql.org/docs/current/sql-lock.html. Readers, and reports that refer to a strike, do not wait for it. A lock of the
    // session would not do behind a pooler.
    private const string OneAtATime = "lock table struck_months in share row exclusive mode";

    // Compiling the statements takes longer than running them; their sorts and hashes fit into so much memory.
    private const string Memory = """
        set local jit = off;
        set local work_mem = '64MB';
        set local hash_mem_multiplier = 8;
        """;

    // A strike of all has two processes, one for sums and one for counts: more of them take longer where there are but two processors.
    private const string OneProcess = "set local max_parallel_workers_per_gather = 0;";

    /// <summary>Sets up a transaction that gathers beside that of a strike.</summary>
    public const string TuneBeside = $"""
        {Memory}
        -- PostgreSQL does not know how few months there are, and would sort the ledger by them.
        set local enable_sort = off;
        -- A grant is joined to its cooperative once, as it is written, and not with each of its movements.
        set local join_collapse_limit = 1;
        {OneProcess}
        """;

    public override async Task<IDbContextTransaction> BeginAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await context.Database.ExecuteSqlRawAsync(OneAtATime, cancellationToken);
        return transaction;
    }

    public override async Task<DateTimeOffset?> ClockAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        await context.Database.SqlQuery<DateTimeOffset>($"""select now() as "Value" """).SingleAsync(cancellationToken);

    public override Task TuneAsync(StrikeStatements statements, bool all, CancellationToken cancellationToken) => statements.ExecuteAsync(
        $"""
        {Memory}
        -- A merge of cells would compare every month of a cell with every other.
        set local enable_mergejoin = off;
        {(all ? OneProcess : "")}
        -- The months may have been written a moment ago.
        analyze struck_months
        """,
        cancellationToken);

    public override async Task GatherAsync(
        IDbContextFactory<IndhCoopsContext> contexts,
        IndhCoopsContext context,
        StrikeStatements statements,
        StrikeTables tables,
        bool all,
        CancellationToken cancellationToken)
    {
        if (!all)
        {
            await base.GatherAsync(contexts, context, statements, tables, all, cancellationToken);
            return;
        }

        await using var beside = await TablesBeside.StartAsync(
            contexts, context, tables.Gather(all), statements.Parameters, cancellationToken);
        await statements.MakeAsync(tables.Count(all), cancellationToken);
        await beside.BringAsync(context, statements, cancellationToken);
    }

    /// <summary>
    /// All indexes but for the keys; none where the role that strikes may not change the table, which is then written as at other times.
    /// </summary>
    public override Task<List<DeferredIndex>> FindDeferredIndexesAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<DeferredIndex>($"""
            select 'drop index ' || cast(i.indexrelid as regclass) as "Drop", pg_get_indexdef(i.indexrelid) as "Create"
            from pg_index i join pg_class t on t.oid = i.indrelid
            where t.oid = cast('balances' as regclass) and not i.indisunique and pg_has_role(t.relowner, 'usage')
            """).ToListAsync(cancellationToken);
}
