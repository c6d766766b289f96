using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Intake.Writing;

/// <summary>
/// Has the ledger judge the movements of an import together. PostgreSQL does so by itself. SQLite judges one row after another, which refuses a back-dated pair that is sound together and
/// takes a time that grows with the square of a grant's movements: its trigger is dropped for the import, within its transaction, and what it would have looked for is looked for once.
/// </summary>
internal static class LedgerAtOnce
{
    private const string Name = "movements_sound";

    private const string Overdrawn = """
        select count(*) as "Value" from (
            select grant_id, effective_on, rowid as entry, sum(case when kind in ('DISBURSEMENT', 'CANCELLATION') then -amount else amount end) over ledger as available,
                sum(case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end) over ledger as outstanding
            from movements where grant_id in (select grant_id from movements where rowid > {0} and kind <> 'COMMITMENT')
            window ledger as (partition by grant_id order by effective_on, rowid)) point
        where (available < 0 or outstanding < 0) and exists (
            select 1 from movements a
            where a.grant_id = point.grant_id and a.rowid > {0} and (a.effective_on, a.rowid) <= (point.effective_on, point.entry)
                and case when a.kind = 'REFUND' then outstanding < 0 when a.kind = 'COMMITMENT' or (a.kind = 'AMENDMENT' and a.amount > 0) then 0 else available < 0 end)
        """;

    /// <summary>Writes movements within the transaction that is under way.</summary>
    public static async Task WriteAsync(IndhCoopsContext context, Func<Task> write, CancellationToken cancellationToken)
    {
        if (!context.Database.IsSqlite())
        {
            await write();
            return;
        }

        var trigger = await context.Database.SqlQueryRaw<string>($"""select sql as "Value" from sqlite_master where type = 'trigger' and name = '{Name}'""").SingleAsync(cancellationToken);
        var last = await context.Database.SqlQueryRaw<long>("""select coalesce(max(rowid), 0) as "Value" from movements""").SingleAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync($"drop trigger {Name}", cancellationToken);
        await write();
        if (await context.Database.SqlQueryRaw<long>(Overdrawn, last).SingleAsync(cancellationToken) is > 0 and var points)
        {
            throw new InvalidOperationException($"The import would overdraw grants at {points} points of their ledgers.");
        }

        await context.Database.ExecuteSqlRawAsync(trigger, [], cancellationToken);
    }
}
