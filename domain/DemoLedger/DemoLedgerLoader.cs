using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Keeps a deterministic ledger of made-up cooperatives in the database, marked SYNTHETIC on every row.</summary>
public sealed class DemoLedgerLoader(DatabaseOptions database, IDbContextFactory<IndhCoopsContext> contexts, TimeProvider clock)
{
    private const string Name = "demo-ledger";
    private const ulong Seed = 2005;
    private const int ReportEvery = 1000;

    private static readonly string[] Tables = ["movements", "grants", "projects", "cooperatives"];

    /// <summary>
    /// Brings the database to so many demonstration cooperatives, with their projects, grants and movements: nothing is done
    /// where they are there already, others are replaced, and 0 removes them. It happens in one transaction or not at all.
    /// </summary>
    /// <exception cref="InvalidOperationException">The reference data is missing, or the ledger would break its rules.</exception>
    public async Task LoadAsync(int cooperatives, IProgress<DemoProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cooperatives);
        var fingerprint = $"v1:{Seed}:{cooperatives}";
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await IsLoadedAsync(context, cooperatives, fingerprint, cancellationToken))
        {
            return;
        }

        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await context.Database.OpenConnectionAsync(cancellationToken);
        var cache = await WidenCacheAsync(context, cancellationToken);
        try
        {
            await using (var transaction = await context.Database.BeginTransactionAsync(cancellationToken))
            {
                if (database.Kind == DatabaseKind.PostgreSql)
                {
                    // Two servers that start at once load one after the other; SQLite has one writer anyway.
                    await ExecuteAsync(context, ["lock table loaded_data in exclusive mode"], cancellationToken);
                }

                if (await IsLoadedAsync(context, cooperatives, fingerprint, cancellationToken))
                {
                    return;
                }

                await ReplaceAsync(context, transaction, cooperatives, progress, cancellationToken);
                await RememberAsync(context, cooperatives, fingerprint, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            progress?.Report(new DemoProgress("statistics", 0, 0));
            // Only a vacuumed table of PostgreSQL is read from its indexes alone; by itself that happens a while later.
            await ExecuteAsync(context, [database.Kind == DatabaseKind.PostgreSql ? "vacuum (analyze)" : "analyze"], cancellationToken);
            progress?.Report(new DemoProgress("statistics", 0, 1));
        }
        finally
        {
            if (cache is { } size)
            {
                await ExecuteAsync(context, [$"pragma cache_size = {size}"], CancellationToken.None);
            }
        }
    }

    private static async Task<bool> IsLoadedAsync(IndhCoopsContext context, int cooperatives, string fingerprint, CancellationToken cancellationToken)
    {
        var loaded = await LoadedFingerprint.FindAsync(context, Name, cancellationToken);
        return loaded is null ? cooperatives == 0 : loaded == fingerprint;
    }

    private async Task ReplaceAsync(
        IndhCoopsContext context, IDbContextTransaction transaction, int cooperatives, IProgress<DemoProgress>? progress, CancellationToken cancellationToken)
    {
        // The balances of the former ledger go with it; those of the new one are all due.
        var resume = await LedgerRules.SuspendAsync(context, cancellationToken);
        await ExecuteAsync(context, ["delete from unstruck_movements", "delete from balances", "update struck_months set strike = 0"], cancellationToken);
        await ExecuteAsync(context, Tables.Select(table => $"delete from {table} where data_source = 'SYNTHETIC'"), cancellationToken);
        if (cooperatives > 0)
        {
            var generator = new DemoGenerator(Seed, cooperatives, await DemoReference.ReadAsync(context, cancellationToken));
            foreach (var table in DemoTables.All)
            {
                await FillAsync(context, transaction, table, generator, cooperatives, progress, cancellationToken);
            }
        }

        progress?.Report(new DemoProgress("rules", 0, 0));
        if (await ViolationsAsync(context, transaction, cancellationToken) is not 0 and var violations)
        {
            throw new InvalidOperationException($"The demonstration ledger would break the rules of the ledger {violations} times.");
        }

        await ExecuteAsync(context, resume, cancellationToken);
        progress?.Report(new DemoProgress("rules", 0, 1));
    }

    private static async Task FillAsync(
        IndhCoopsContext context,
        IDbContextTransaction transaction,
        DemoTable table,
        DemoGenerator generator,
        int cooperatives,
        IProgress<DemoProgress>? progress,
        CancellationToken cancellationToken)
    {
        var entity = context.Model.FindEntityType(table.Entity)!;
        var name = entity.GetTableName()!;
        var columns = table.Properties.Select(property => entity.FindProperty(property)!.GetColumnName()).ToList();
        await using BulkTable bulk = context.Database.GetDbConnection() switch
        {
            NpgsqlConnection postgres => await PostgresBulkTable.OpenAsync(postgres, name, columns, cancellationToken),
            SqliteConnection sqlite => new SqliteBulkTable(sqlite, (SqliteTransaction)transaction.GetDbTransaction(), name, columns),
            var other => throw new NotSupportedException($"There is no bulk load for {other.GetType()}."),
        };

        var (done, rows) = (0, 0L);
        foreach (var cooperative in generator.Cooperatives())
        {
            rows += table.Write(bulk, cooperative);
            if (++done % ReportEvery == 0 && done < cooperatives)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new DemoProgress(name, rows, (double)done / cooperatives));
            }
        }

        await bulk.CompleteAsync(cancellationToken);
        progress?.Report(new DemoProgress(name, rows, 1));
    }

    private async Task RememberAsync(IndhCoopsContext context, int cooperatives, string fingerprint, CancellationToken cancellationToken)
    {
        await context.LoadedData.Where(data => data.Name == Name).ExecuteDeleteAsync(cancellationToken);
        if (cooperatives > 0)
        {
            context.LoadedData.Add(new LoadedData(Name, fingerprint, clock.GetUtcNow()));
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<long> ViolationsAsync(IndhCoopsContext context, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        var sql = new LedgerFaultSql(database.Kind, onlySynthetic: true);
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

    /// <summary>SQLite's own cache is too small for a load; the former size is given back afterwards, as connections are pooled.</summary>
    private async Task<long?> WidenCacheAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        if (database.Kind != DatabaseKind.Sqlite)
        {
            return null;
        }

        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "pragma cache_size";
        var size = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        await ExecuteAsync(context, ["pragma cache_size = -262144"], cancellationToken);
        return size;
    }

    private static async Task ExecuteAsync(IndhCoopsContext context, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
        {
            await context.Database.ExecuteSqlRawAsync(statement, [], cancellationToken);
        }
    }
}
