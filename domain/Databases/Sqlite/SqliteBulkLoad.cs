using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>One prepared command for each table.</summary>
internal sealed class SqliteBulkLoad : BulkLoad
{
    private const string Triggers = """
        select 'drop trigger "' || name || '"' as "Drop", sql as "Create"
        from sqlite_master where type = 'trigger' and tbl_name in ('movements', 'grants', 'projects', 'cooperatives') order by rowid
        """;

    private const string Sound = "movements_sound";

    private const string SchemaVersion = """select schema_version as "Value" from pragma_schema_version""";

    private const string NoteSchema = $$"""
        insert into {{WriteList.Table}} (table_name, row_id)
        select '{{WriteList.Schema}}', unhex(printf('%016x%016x', {0}, schema_version)) from pragma_schema_version
        """;

    private const string Breaks = "case when a.kind = 'REFUND' then outstanding < 0 "
        + "when a.kind = 'COMMITMENT' or (a.kind = 'AMENDMENT' and a.amount > 0) then 0 else available < 0 end";

    // What the trigger looks for, of all movements after one: {0}.
    private const string Overdrawn = $$"""
        select count(*) as "Value" from (
            select grant_id, effective_on, rowid as entry, {{LedgerSql.Sums}}
            from movements where grant_id in (select grant_id from movements where rowid > {0} and kind <> 'COMMITMENT')
            window ledger as (partition by grant_id order by effective_on, rowid)) point
        where (available < 0 or outstanding < 0) and exists (
            select 1 from movements a
            where a.grant_id = point.grant_id and a.rowid > {0} and (a.effective_on, a.rowid) <= (point.effective_on, point.entry)
                and {{Breaks}})
        """;

    public override string Analyze => "analyze";

    public override Task<BulkTable> OpenAsync(
        IndhCoopsContext context,
        string table,
        IReadOnlyList<string> columns,
        CancellationToken cancellationToken) => Task.FromResult<BulkTable>(
        new SqliteBulkTable((SqliteConnection)context.Database.GetDbConnection(), table, columns));

    /// <summary>SQLite cannot switch triggers off: they are dropped, and created again from the text that the database holds.</summary>
    public override async Task<IReadOnlyList<string>> SuspendTriggersAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var triggers = await context.Database.SqlQueryRaw<Trigger>(Triggers).ToListAsync(cancellationToken);
        foreach (var trigger in triggers)
        {
            await context.Database.ExecuteSqlRawAsync(trigger.Drop, cancellationToken);
        }

        return [.. triggers.Select(trigger => trigger.Create)];
    }

    /// <summary>
    /// SQLite's trigger checks row by row: it would refuse two back-dated movements that are sound only together, and its time grows with
    /// the square of a grant's movements. It is dropped within the transaction, and its rule is checked once at the end. The write list is
    /// told, so that servers do not take it for a change by somebody else, who may have written unseen.
    /// </summary>
    public override async Task WriteMovementsAsync(IndhCoopsContext context, Func<Task> write, CancellationToken cancellationToken)
    {
        var trigger = await context.Database.SqlQueryRaw<string>(
            $"""select sql as "Value" from sqlite_master where type = 'trigger' and name = '{Sound}'""")
            .SingleAsync(cancellationToken);
        var last = await context.Database.SqlQueryRaw<long>("""select coalesce(max(rowid), 0) as "Value" from movements""")
            .SingleAsync(cancellationToken);
        var schema = await context.Database.SqlQueryRaw<long>(SchemaVersion).SingleAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync($"drop trigger {Sound}", cancellationToken);
        await write();
        if (await context.Database.SqlQueryRaw<long>(Overdrawn, last).SingleAsync(cancellationToken) is > 0 and var points)
        {
            throw new InvalidOperationException($"The movements would overdraw grants at {points} points of their ledgers.");
        }

        await context.Database.ExecuteSqlRawAsync(trigger, [], cancellationToken);
        await context.Database.ExecuteSqlRawAsync(NoteSchema, [schema], cancellationToken);
    }

    /// <summary>SQLite's own cache is too small for a load. The former size is restored, as connections are pooled.</summary>
    public override async Task<IAsyncDisposable?> WidenCacheAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "pragma cache_size";
        var size = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await context.Database.ExecuteSqlRawAsync("pragma cache_size = -262144", cancellationToken);
        return new WideCache(context, size);
    }

    private sealed record Trigger(string Drop, string Create);

    private sealed class WideCache(IndhCoopsContext context, long size) : IAsyncDisposable
    {
#pragma warning disable EF1002 // A number.
        public async ValueTask DisposeAsync() =>
            await context.Database.ExecuteSqlRawAsync($"pragma cache_size = {size}", CancellationToken.None);
#pragma warning restore EF1002
    }
}
