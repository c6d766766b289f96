using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>Binary COPY.</summary>
internal sealed class PostgresBulkLoad : BulkLoad
{
    /// <summary>Only a vacuumed table is read from its indexes alone; by itself that happens a while later.</summary>
    public override string Analyze => "vacuum (analyze)";

    public override async Task<BulkTable> OpenAsync(IndhCoopsContext context, string table, IReadOnlyList<string> columns, CancellationToken cancellationToken) =>
        await PostgresBulkTable.OpenAsync((NpgsqlConnection)context.Database.GetDbConnection(), table, columns, cancellationToken);

    public override async Task<IReadOnlyList<string>> SuspendTriggersAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlRawAsync("alter table movements disable trigger user; alter table grants disable trigger user", cancellationToken);
        return ["alter table movements enable trigger user", "alter table grants enable trigger user"];
    }
}
