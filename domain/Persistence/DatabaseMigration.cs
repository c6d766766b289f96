using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

/// <summary>Brings a database to the current schema.</summary>
public sealed class DatabaseMigration(IDbContextFactory<IndhCoopsContext> contexts)
{
    /// <summary>Creates the database where it is missing and applies what is new.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            // Takes a lock, which a process that is killed meanwhile would leave behind in SQLite: not more often than needed.
            await context.Database.MigrateAsync(cancellationToken);
        }

        if (context.Database.IsSqlite())
        {
            // Readers go on while the one writer writes.
            await context.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancellationToken);
        }
    }
}
