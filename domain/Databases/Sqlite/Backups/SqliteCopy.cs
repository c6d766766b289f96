using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.Domain.Databases.Sqlite.Backups;

/// <summary>
/// Copies a database of SQLite page by page into another one, in one transaction of that: https://www.sqlite.org/backup.html. The source
/// can be read and written meanwhile; readers of the target see either the old content or the new one.
/// </summary>
internal sealed class SqliteCopy : IDisposable
{
    private const string Main = "main";
    private const int PagesAtOnce = 2048;

    private readonly SqliteConnection _target;
    private readonly sqlite3_backup _copy;

    private SqliteCopy(SqliteConnection target, sqlite3_backup copy) => (_target, _copy) = (target, copy);

    /// <summary>Begins a copy; the connections must be open and are used by nobody else.</summary>
    public static SqliteCopy Begin(SqliteConnection source, SqliteConnection target)
    {
        // A read transaction keeps the pages as they are until the copy is done: it would begin anew with each commit of somebody else.
        Run(source, "begin");
        Run(source, "select count(*) from sqlite_master");
        var copy = raw.sqlite3_backup_init(target.Handle, Main, source.Handle, Main);
        return copy.IsInvalid ? throw Failure(raw.sqlite3_errcode(target.Handle), target) : new SqliteCopy(target, copy);
    }

    /// <summary>Takes the right to write the target; false where another process has it at the moment.</summary>
    public bool TryLock() => Step(0) != raw.SQLITE_BUSY;

    /// <summary>Copies all, and commits.</summary>
    public void Run(string step, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        while (Step(PagesAtOnce) is not raw.SQLITE_DONE and var result)
        {
            if (result == raw.SQLITE_BUSY)
            {
                throw Failure(result, _target);
            }

            cancellationToken.ThrowIfCancellationRequested();
            var total = raw.sqlite3_backup_pagecount(_copy);
            progress?.Report(new WorkProgress(step, total - raw.sqlite3_backup_remaining(_copy), total));
        }
    }

    /// <summary>Ends the copy; what is not complete by then is rolled back.</summary>
    public void Dispose() => _copy.Dispose();

    private int Step(int pages) => raw.sqlite3_backup_step(_copy, pages) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => raw.SQLITE_BUSY,
        var result and (raw.SQLITE_OK or raw.SQLITE_DONE) => result,
        var result => throw Failure(result, _target),
    };

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }

    private static SqliteException Failure(int code, SqliteConnection connection) =>
        new(
            $"SQLite Error {code}: '{raw.sqlite3_errstr(code).utf8_to_string()}' while copying to {connection.DataSource}.",
            code & 0xFF,
            code);
}
