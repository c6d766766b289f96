using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Databases;

/// <summary>A fresh database with the current tables and nothing in them; gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly IDatabaseLocation _location;

    private TestDatabase(IDatabaseLocation location) => _location = location;

    /// <summary>How to reach it.</summary>
    public DatabaseOptions Options => _location.Options;

    /// <summary>Makes a database of the given kind and brings it to the current migration.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, CancellationToken cancellationToken)
    {
        var database = await CreateEmptyAsync(kind, cancellationToken);
        try
        {
            await using var context = new IndhCoopsContextFactory(database.Options).CreateDbContext();
            await context.Database.MigrateAsync(cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a database of the given kind without any table, as a server finds it at its first start.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind, CancellationToken cancellationToken) => new(kind switch
    {
        DatabaseKind.Sqlite => new TemporarySqliteFile(),
        DatabaseKind.PostgreSql => await TemporaryPostgresDatabase.CreateAsync(cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such database."),
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _location.DisposeAsync();
}
