using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.Databases;

/// <summary>A database that is gone when it is disposed: empty and with the current schema, unless asked for otherwise.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _server;

    private TestDatabase(DatabaseOptions options, string? server, string? folder)
    {
        Options = options;
        Contexts = new IndhCoopsContextFactory(options);
        _server = server;
        Folder = folder;
    }

    /// <summary>How to reach it.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>Contexts on it.</summary>
    public IDbContextFactory<IndhCoopsContext> Contexts { get; }

    /// <summary>The data folder of a SQLite database; null for any other.</summary>
    public string? Folder { get; }

    /// <summary>Makes a database of a kind.</summary>
    public static Task<TestDatabase> CreateAsync(DatabaseKind kind, CancellationToken cancellationToken) =>
        DatabaseTemplates.CopyAsync(
            kind,
            "",
            async () => await (await NameAsync(kind, CancellationToken.None)).MigrateAsync(CancellationToken.None),
            cancellationToken);

    /// <summary>Makes a database of a kind with content that is loaded once in this process and copied from then on.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="content">What names the content among all that this process's tests ask for.</param>
    /// <param name="load">Loads it into an empty database with the current schema.</param>
    /// <param name="cancellationToken">Cancels waiting, not the loading that others may wait for too.</param>
    public static Task<TestDatabase> CreateAsync(
        DatabaseKind kind, string content, Func<TestDatabase, Task> load, CancellationToken cancellationToken) =>
        DatabaseTemplates.CopyAsync(
            kind,
            content,
            async () =>
            {
                var database = await CreateAsync(kind, CancellationToken.None);
                await load(database);
                return database;
            },
            cancellationToken);

    /// <summary>
    /// Makes a database of a kind with the shipped facts: regions, provinces, programmes, what the press and officials reported.
    /// </summary>
    public static Task<TestDatabase> WithFactsAsync(DatabaseKind kind, CancellationToken cancellationToken) => CreateAsync(
        kind,
        "facts",
        database => new ReferenceDataLoader(database.Contexts, TimeProvider.System).LoadAsync(CancellationToken.None),
        cancellationToken);

    /// <summary>Makes a database of a kind with the shipped facts and a synthetic ledger of so many cooperatives.</summary>
    public static Task<TestDatabase> WithDemoAsync(DatabaseKind kind, int cooperatives, CancellationToken cancellationToken) => CreateAsync(
        kind,
        $"demo {cooperatives}",
        async database =>
        {
            await new ReferenceDataLoader(database.Contexts, TimeProvider.System).LoadAsync(CancellationToken.None);
            await new DemoLedgerLoader(database.Contexts, TimeProvider.System).LoadAsync(cooperatives, null, CancellationToken.None);
        },
        cancellationToken);

    /// <summary>Names a database of a kind that is not there yet: a test makes it.</summary>
    public static async Task<TestDatabase> NameAsync(DatabaseKind kind, CancellationToken cancellationToken) => kind == DatabaseKind.Sqlite
        ? InFolder(Directory.CreateTempSubdirectory("indhcoops-").FullName)
        : On(await PostgresServer.ConnectionStringAsync(cancellationToken), NewName());

    /// <summary>Makes a database on a PostgreSQL of a test's own.</summary>
    public static Task<TestDatabase> CreateAsync(PostgresCluster cluster, CancellationToken cancellationToken) =>
        On(cluster.ConnectionString, NewName()).MigrateAsync(cancellationToken);

    /// <summary>Makes another database with the same content; nobody may use this one meanwhile.</summary>
    public async Task<TestDatabase> CopyAsync(CancellationToken cancellationToken)
    {
        if (Folder is not null)
        {
            var copy = InFolder(Directory.CreateTempSubdirectory("indhcoops-").FullName);
            await using var source = new SqliteConnection(Options.ConnectionString);
            await using var target = new SqliteConnection(copy.Options.ConnectionString);
            await source.OpenAsync(cancellationToken);
            await target.OpenAsync(cancellationToken);
            source.BackupDatabase(target);
            return copy;
        }

        var name = NewName();
        var template = new NpgsqlConnectionStringBuilder(Options.ConnectionString).Database!;
        await using (var own = new NpgsqlConnection(Options.Settings().ConnectionString))
        {
            NpgsqlConnection.ClearPool(own);
        }

        await using var server = NpgsqlDataSource.Create($"{_server};Database=postgres");

        // Copying the files costs a quarter of what writing every page to the log costs, which is PostgreSQL's own choice.
        await using var command = server.CreateCommand($"create database {name} template {template} strategy file_copy");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return On(_server!, name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using var context = await Contexts.CreateDbContextAsync();
        await context.Database.EnsureDeletedAsync();
        if (Folder is not null)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static string NewName() => $"indhcoops_{Guid.NewGuid():N}";

    private static TestDatabase InFolder(string folder) => new(DatabaseOptions.Choose(null, folder), null, folder);

    private static TestDatabase On(string server, string name) =>
        new(DatabaseOptions.PostgreSql($"{server};Database={name}"), server, null);

    private async Task<TestDatabase> MigrateAsync(CancellationToken cancellationToken)
    {
        await new DatabaseMigration(Contexts).MigrateAsync(cancellationToken);
        return this;
    }
}
