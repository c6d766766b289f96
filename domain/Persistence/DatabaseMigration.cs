using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

/// <summary>Brings a database to the current schema.</summary>
public sealed class DatabaseMigration(IDbContextFactory<IndhCoopsContext> contexts)
{
    /// <summary>Creates the database where it is missing, and the folder of its file, and applies what is new.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (context.Database.IsSqlite())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(context.Database.GetDbConnection().DataSource))!);
        }

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

    /// <summary>Finds out whether the database has the current schema, for programs that leave the making of it to the server.</summary>
    /// <exception cref="DatabaseNotReadyException">It has not.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var missing = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (missing.Count > 0)
        {
            // Where it is, as far as it is no secret: many such faults are another folder or database than was meant.
            var connection = context.Database.GetDbConnection();
            var place = context.Database.IsSqlite() ? Path.GetFullPath(connection.DataSource) : $"{connection.Database} at {connection.DataSource}";
            throw new DatabaseNotReadyException(missing.Count == context.Database.GetMigrations().Count()
                ? $"The database has no tables yet. The GraphQL server makes them: start it once on the same database, and then run this again. This one is {place}."
                : $"The database is older than this program: it lacks {string.Join(", ", missing)}. The GraphQL server of the same version makes the changes: start it once on this database, and then run this again. This one is {place}.");
        }
    }
}
