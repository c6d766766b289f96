using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Databases;

/// <summary>An empty database with the current schema, gone when it is disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _file;

    private TestDatabase(DatabaseOptions options, string? file)
    {
        Options = options;
        Contexts = new IndhCoopsContextFactory(options);
        _file = file;
    }

    /// <summary>How to reach it.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>Contexts on it.</summary>
    public IDbContextFactory<IndhCoopsContext> Contexts { get; }

    /// <summary>Makes a database of a kind.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, CancellationToken cancellationToken)
    {
        var name = $"indhcoops_{Guid.NewGuid():N}";
        var file = kind == DatabaseKind.Sqlite ? Path.Combine(Path.GetTempPath(), $"{name}.db") : null;
        var options = file is not null
            ? DatabaseOptions.SqliteFile(file)
            : DatabaseOptions.PostgreSql($"{await PostgresServer.ConnectionStringAsync(cancellationToken)};Database={name}");
        var database = new TestDatabase(options, file);
        await new DatabaseMigration(database.Contexts).MigrateAsync(cancellationToken);
        return database;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using var context = await Contexts.CreateDbContextAsync();
        await context.Database.EnsureDeletedAsync();
        foreach (var companion in _file is null ? [] : new[] { $"{_file}-wal", $"{_file}-shm" })
        {
            File.Delete(companion);
        }
    }
}
