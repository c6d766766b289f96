using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Suspends the triggers of the ledger for a bulk load, which then proves by <see cref="Grants.LedgerFaultSql"/> what they would have refused row by row.</summary>
internal static class LedgerRules
{
    private const string Triggers = """
        select 'drop trigger "' || name || '"' as "Drop", sql as "Create"
        from sqlite_master where type = 'trigger' and tbl_name in ('movements', 'grants', 'projects', 'cooperatives') order by rowid
        """;

    /// <summary>Suspends all triggers of the demonstration's tables within the transaction that is under way.</summary>
    /// <returns>The statements that take them up again as they were.</returns>
    public static async Task<IReadOnlyList<string>> SuspendAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        if (!context.Database.IsSqlite())
        {
            await context.Database.ExecuteSqlRawAsync("alter table movements disable trigger user; alter table grants disable trigger user", cancellationToken);
            return ["alter table movements enable trigger user", "alter table grants enable trigger user"];
        }

        // SQLite has no switch for triggers: they are dropped, and created again from the text that the database holds.
        var triggers = await context.Database.SqlQueryRaw<Trigger>(Triggers).ToListAsync(cancellationToken);
        foreach (var trigger in triggers)
        {
            await context.Database.ExecuteSqlRawAsync(trigger.Drop, cancellationToken);
        }

        return [.. triggers.Select(trigger => trigger.Create)];
    }

    private sealed record Trigger(string Drop, string Create);
}
