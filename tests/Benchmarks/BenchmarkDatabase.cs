using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks;

/// <summary>A database that the server fills when it starts; gone when disposed.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-");
    private readonly PostgresCluster? _cluster;

    private BenchmarkDatabase(PostgresCluster? cluster)
    {
        _cluster = cluster;
        Options = cluster is null
            ? DatabaseOptions.SqliteFile(Path.Combine(_folder.FullName, "indhcoops.db"))
            : DatabaseOptions.PostgreSql($"{cluster.ConnectionString};Database=indhcoops");
    }

    /// <summary>How to reach it.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>How the server is told.</summary>
    public IReadOnlyList<string> ServerArguments => Options.Kind == DatabaseKind.Sqlite
        ? ["--data", _folder.FullName]
        : ["--data", _folder.FullName, "--database", Options.ConnectionString];

    /// <summary>A place for a database of a kind.</summary>
    public static async Task<BenchmarkDatabase> CreateAsync(DatabaseKind kind, CancellationToken cancellationToken) =>
        new(kind == DatabaseKind.Sqlite ? null : await PostgresCluster.StartAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
