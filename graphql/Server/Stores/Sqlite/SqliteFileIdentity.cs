using IndhCoops.Domain.Databases.Sqlite;
using Microsoft.Data.Sqlite;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>
/// Knows the file of a SQLite database again: whether the path still leads to it, and whether anybody but SQLite has written into it. What
/// SQLite writes itself, a restore by its backup interface among it, is no change of the file.
/// </summary>
internal sealed class SqliteFileIdentity(DatabaseOptions database) : IDisposable
{
    // Two connections see the same of these, unless the file was changed behind the back of the one that keeps pages in memory.
    private const string View = """
        select (select schema_version from pragma_schema_version) || ',' || (select freelist_count from pragma_freelist_count)
            || ',' || coalesce((select max(rowid) from movements), 0) || ',' || coalesce((select max(loaded_at) from loaded_data), '')
        """;

    private readonly string _path = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private FileStamp _stamp;
    private long _version;
    private bool _hadJournal;

    /// <summary>Looks at the file: a few looks at the file system, and more only where it was written since the last look.</summary>
    /// <returns>Why it is no longer the file that was opened, null where it is; and whether that holds only if the file is damaged:
    /// somebody else may have written into it.</returns>
    public (string? Loss, bool IsSuspect) Look()
    {
        lock (_gate)
        {
            if (_connection is null)
            {
                Open();
                return default;
            }

            if (SqliteFile.HasMoved(_connection))
            {
                return (new DatabaseReplacedException(_path).Message, false);
            }

            var hasJournal = File.Exists(Journal);
            if (_hadJournal && !hasJournal)
            {
                return (
                    $"The file {Journal} was removed while this program used the database: what is written now would be lost. "
                        + "Start the program again, and check what was recorded last.",
                    false);
            }

            _hadJournal = hasJournal;
            var stamp = FileStamp.Of(_path);
            return stamp == _stamp ? default
                : stamp.Length == 0 ? (Emptied, false)
                : Compare(_connection, stamp);
        }
    }

    public void Dispose() => _connection?.Dispose();

    private string Journal => $"{_path}-wal";

    private string Emptied =>
        $"The database file {_path} was emptied or overwritten while this program used it. "
            + "Restore it from a backup, and start the program again.";

    // The first look is at the file that everybody has just opened.
    private void Open()
    {
        var connection = database.Open(SqliteOpenMode.ReadOnly);
        (_stamp, _version, _hadJournal) = (FileStamp.Of(_path), VersionOf(connection), File.Exists(Journal));
        _ = ViewOf(connection);
        _connection = connection;
    }

    private (string? Loss, bool IsSuspect) Compare(SqliteConnection connection, FileStamp stamp)
    {
        try
        {
            var kept = ViewOf(connection);
            string read;
            using (var other = database.Open(SqliteOpenMode.ReadOnly))
            {
                read = ViewOf(other);
            }

            // A commit in between explains a difference: the next look decides.
            var version = VersionOf(connection);
            if (read != kept)
            {
                return version != _version && ViewOf(connection) != kept ? default : (
                    $"The database file {_path} was overwritten with another one while this program used it. Start the program again. "
                        + "To put a backup in the place of a database in use, let SQLite do it (restore).",
                    false);
            }

            // SQLite moves what was committed into the file. A file that was written without a commit, or got shorter, is looked at
            // closely.
            var isShorter = stamp.Length < _stamp.Length;
            var isSuspect = version == _version || isShorter;
            (_stamp, _version) = (stamp, version);
            return (isShorter ? Emptied : null, isSuspect);
        }
        catch (SqliteException exception) when (DatabaseOutages.Of(exception) is DatabaseOutage.Damaged or null)
        {
            return (Emptied, false);
        }
    }

    private static string ViewOf(SqliteConnection connection) => (string)connection.Ask(View)!;

    private static long VersionOf(SqliteConnection connection) => (long)connection.Ask("pragma data_version")!;

    private readonly record struct FileStamp(DateTime WrittenAt, long Length)
    {
        public static FileStamp Of(string path) =>
            new FileInfo(path) is { Exists: true } file ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}
