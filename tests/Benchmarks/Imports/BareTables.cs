using System.Diagnostics;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Benchmarks.Imports;

/// <summary>
/// Copies the rows of an import into tables without keys, indexes, checks and triggers: what writing them takes at the least.
/// </summary>
internal static class BareTables
{
    private static readonly string[] Tables = ["cooperatives", "projects", "grants", "movements"];

    /// <summary>How long it takes: by COPY on PostgreSQL, on SQLite from table to table.</summary>
    public static async Task<TimeSpan> CopyAsync(IndhCoopsContextFactory contexts, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateDbContext();
        await context.Database.OpenConnectionAsync(cancellationToken);
        var postgres = context.Database.GetDbConnection() as NpgsqlConnection;
        var rows = new List<MemoryStream>();
        foreach (var table in Tables)
        {
            await ExecuteAsync(context, $"create table bare_{table} as select * from {table} where 1 = 0", cancellationToken);
            if (postgres is not null)
            {
                var copied = new MemoryStream();
                await using var export = await postgres.BeginRawBinaryCopyAsync(
                    $"copy (select * from {table} where data_source = 'OFFICIAL') to stdout (format binary)", cancellationToken);
                await export.CopyToAsync(copied, cancellationToken);
                rows.Add(copied);
            }
        }

        var watch = Stopwatch.StartNew();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        for (var i = 0; i < Tables.Length; i++)
        {
            if (postgres is null)
            {
                await ExecuteAsync(
                    context, $"insert into bare_{Tables[i]} select * from {Tables[i]} where data_source = 'OFFICIAL'", cancellationToken);
                continue;
            }

            await using var import = await postgres.BeginRawBinaryCopyAsync(
                $"copy bare_{Tables[i]} from stdin (format binary)", cancellationToken);
            await import.WriteAsync(rows[i].GetBuffer().AsMemory(0, (int)rows[i].Length), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return watch.Elapsed;
    }

    private static Task<int> ExecuteAsync(IndhCoopsContext context, string statement, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(statement, cancellationToken);
}
