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
    private readonly string _reading = new SqliteConnectionStringBuilder(
        database.ConnectionString)
    { Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 1 }.ConnectionString;
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private FileStamp _stamp;
    private long _version;
    private bool _hadJournal;

    /// <summary>
    /// Looks at the file. It costs a few looks at the file system, and more only where the file was written since the last look.
    /// </summary>
    public SqliteFileFinding Look()
    {
        lock (_gate)
        {
            if (_connection is null)
            {
                Open();
                return SqliteFileFinding.Same;
            }

            if (SqliteFile.HasMoved(_connection))
            {
                return SqliteFileFinding.Lost(new DatabaseReplacedException(_path).Message);
            }

            var journal = $"{_path}-wal";
            var hasJournal = File.Exists(journal);
            if (_hadJournal && !hasJournal)
            {
                return SqliteFileFinding.Lost(
                    $"The file {journal} was removed while this program used the database: what is written now would be lost. "
                        + "Start the program again, and check what was recorded last.");
            }

            _hadJournal = hasJournal;
            var stamp = FileStamp.Of(_path);
            return stamp == _stamp ? SqliteFileFinding.Same
                : stamp.Length == 0 ? SqliteFileFinding.Lost(Emptied)
                : Compare(stamp);
        }
    }

    public void Dispose() => _connection?.Dispose();

    private string Emptied =>
        $"The database file {_path} was emptied or overwritten while this program used it. "
            + "Restore it from a backup, and start the program again.";

    // The first look is at the file that everybody has just opened.
    private void Open()
    {
        var connection = Connect();
        (_stamp, _version, _hadJournal) = (FileStamp.Of(_path), VersionOf(connection), File.Exists($"{_path}-wal"));
        _ = ViewOf(connection);
        _connection = connection;
    }

    private SqliteFileFinding Compare(FileStamp stamp)
    {
        try
        {
            var kept = ViewOf(_connection!);
            string read;
            using (var connection = Connect())
            {
                read = ViewOf(connection);
            }

            // A commit in between explains a difference: the next look decides.
            var version = VersionOf(_connection!);
            if (read != kept)
            {
                return version != _version && ViewOf(_connection!) != kept ? SqliteFileFinding.Same : SqliteFileFinding.Lost(
                    $"The database file {_path} was overwritten with another one while this program used it. Start the program again. "
                        + "To put a backup in the place of a database in use, let SQLite do it (restore).");
            }

            // SQLite moves what was committed into the file. A file that was written without a commit, or got shorter, is looked at
            // closely.
            var finding = version == _version || stamp.Length < _stamp.Length
                ? SqliteFileFinding.Suspect(stamp.Length < _stamp.Length ? Emptied : null)
                : SqliteFileFinding.Same;
            (_stamp, _version) = (stamp, version);
            return finding;
        }
        catch (SqliteException exception) when (DatabaseOutages.Of(exception) is DatabaseOutage.Damaged or null)
        {
            return SqliteFileFinding.Lost(Emptied);
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_reading);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string ViewOf(SqliteConnection connection) => (string)Ask(connection, View);

    private static long VersionOf(SqliteConnection connection) => (long)Ask(connection, "pragma data_version");

    private static object Ask(DbConnection connection, string sql)
    {
        using var question = connection.CreateCommand();
        question.CommandText = sql;
        return question.ExecuteScalar()!;
    }

    private readonly record struct FileStamp(DateTime WrittenAt, long Length)
    {
        public static FileStamp Of(string path) =>
            new FileInfo(path) is { Exists: true } file ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}

/// <summary>What a look at the file of a database found.</summary>
/// <param name="Loss">Why it is no longer the file that was opened; null where it is.</param>
/// <param name="IsSuspect">Whether somebody else may have written into it.</param>
/// <param name="LossIfDamaged">Why it is no longer the file that was opened, if it turns out to be damaged; null where it still is.</param>
internal sealed record SqliteFileFinding(string? Loss, bool IsSuspect, string? LossIfDamaged)
{
    public static SqliteFileFinding Same { get; } = new(null, false, null);

    /// <summary>Another file, or none.</summary>
    public static SqliteFileFinding Lost(string sentence) => new(sentence, false, null);

    /// <summary>The same file, which somebody else may have written into.</summary>
    public static SqliteFileFinding Suspect(string? lossIfDamaged) => new(null, true, lossIfDamaged);
}
