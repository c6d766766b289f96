using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>One prepared command for each table.</summary>
internal sealed class SqliteBulkLoad : BulkLoad
{
    private const string Triggers = """
        select 'drop trigger "' || name || '"' as "Drop", sql as "Create"
        from sqlite_master where type = 'trigger' and tbl_name in ('movements', 'grants', 'projects', 'cooperatives') order by rowid
        """;

    public override string Analyze => "analyze";

    public override Task<BulkTable> OpenAsync(IndhCoopsContext context, string table, IReadOnlyList<string> columns, CancellationToken cancellationToken) => Task.FromResult<BulkTable>(
        new SqliteBulkTable((SqliteConnection)context.Database.GetDbConnection(), (SqliteTransaction)context.Database.CurrentTransaction!.GetDbTransaction(), table, columns));

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
        public async ValueTask DisposeAsync() => await context.Database.ExecuteSqlRawAsync($"pragma cache_size = {size}", CancellationToken.None);
#pragma warning restore EF1002
    }
}
