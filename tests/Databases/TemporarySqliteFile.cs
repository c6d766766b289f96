using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;

namespace IndhCoops.Databases;

/// <summary>A SQLite file in a folder of its own.</summary>
internal sealed class TemporarySqliteFile : IDatabaseLocation
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-");

    public TemporarySqliteFile() => Options = DatabaseOptions.SqliteFile(Path.Combine(_folder.FullName, "indhcoops.db"));

    /// <inheritdoc/>
    public DatabaseOptions Options { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection(Options.ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
