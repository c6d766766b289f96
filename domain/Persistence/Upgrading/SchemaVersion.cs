using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence.Upgrading;

/// <summary>The migrations that this program knows, and those that a database has, both in order.</summary>
internal sealed record SchemaVersion(IReadOnlyList<string> Known, IReadOnlyList<string> Applied)
{
    /// <summary>What the database lacks.</summary>
    public IReadOnlyList<string> Missing { get; } = [.. Known.Except(Applied)];

    /// <summary>Reads it; a database that does not exist has no migrations.</summary>
    public static async Task<SchemaVersion> ReadAsync(IndhCoopsContext context, CancellationToken cancellationToken) => new(
        [.. context.Database.GetMigrations().Order(StringComparer.Ordinal)],
        [.. (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Order(StringComparer.Ordinal)]);

    /// <summary>
    /// Refuses a database with migrations that this program does not know: it would read and write tables that it knows wrongly.
    /// </summary>
    /// <exception cref="SchemaUnknownException">There are such migrations.</exception>
    public void RefuseUnknown(string place)
    {
        if (Applied.Except(Known).LastOrDefault() is not { } unknown)
        {
            return;
        }

        throw new SchemaUnknownException(string.CompareOrdinal(unknown, Known[^1]) > 0
            ? $"This program is older than the database: the newest change that it knows is {Known[^1]}, and the database has {unknown}. "
                + "Start the version that made that change, or a later one, or restore a backup from before it. Nothing was changed. "
                + $"This one is {place}."
            : $"The database was made by a version between two releases: it has the change {unknown}, which no release has, "
                + "and so it cannot be brought up to date. "
                + "Its rows stay as they are. Start on a new database (another --data folder, or another name), or restore a backup. "
                + $"This one is {place}.");
    }
}
