using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Balances;

/// <summary>
/// An index of balances on PostgreSQL that a first strike builds when all rows are there: that takes a third of the time that keeping it up with each
/// row takes. Until the strike ends, who reads balances waits for it, instead of finding none.
/// </summary>
/// <param name="Drop">The statement that drops it.</param>
/// <param name="Create">The statement that builds it as it was.</param>
internal sealed record DeferredIndex(string Drop, string Create)
{
    /// <summary>Finds the indexes of balances but for their keys; none where the role that strikes may not change the table, which is then written as at other times.</summary>
    public static Task<List<DeferredIndex>> FindAsync(IndhCoopsContext context, CancellationToken cancellationToken) => context.Database.SqlQuery<DeferredIndex>($"""
        select 'drop index ' || cast(i.indexrelid as regclass) as "Drop", pg_get_indexdef(i.indexrelid) as "Create"
        from pg_index i join pg_class t on t.oid = i.indrelid
        where t.oid = cast('balances' as regclass) and not i.indisunique and pg_has_role(t.relowner, 'usage')
        """).ToListAsync(cancellationToken);
}
