using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>Binary COPY.</summary>
internal sealed class PostgresBulkLoad : BulkLoad
{
    private static readonly string[] Operations = ["insert", "update", "delete", "truncate"];

    /// <summary>Only a vacuumed table is read from its indexes alone; by itself that happens a while later.</summary>
    public override string Analyze => "vacuum (analyze)";

    public override async Task<BulkTable> OpenAsync(
        IndhCoopsContext context, string table, IReadOnlyList<string> columns, CancellationToken cancellationToken) =>
        await PostgresBulkTable.OpenAsync((NpgsqlConnection)context.Database.GetDbConnection(), table, columns, cancellationToken);

    /// <summary>Readers of the write list learn of what was loaded: they see that triggers were switched off meanwhile.</summary>
    public override async Task<IReadOnlyList<string>> SuspendTriggersAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        string[] tables = ["movements", "grants"];
        await context.Database.ExecuteSqlRawAsync(
            string.Concat(tables.Select(table => $"alter table {table} disable trigger user;")), cancellationToken);
        return
        [
            .. tables.SelectMany(table =>
                Operations.Select(operation => $"alter table {table} enable always trigger {table}{WriteList.TriggerInfix}{operation}")
                    .Prepend($"alter table {table} enable trigger user")),
        ];
    }
}
