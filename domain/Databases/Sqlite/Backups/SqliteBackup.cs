using System.Diagnostics;
using System.Globalization;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace IndhCoops.Domain.Databases.Sqlite.Backups;

/// <summary>Backs a SQLite database up into a file and restores it, while other programs go on with it.</summary>
public sealed partial class SqliteBackup(DatabaseOptions database, TimeProvider clock, ILogger<SqliteBackup>? logger = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    private readonly ILogger _logger = logger ?? NullLogger<SqliteBackup>.Instance;

    private string Live => Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);

    /// <summary>Writes a verified copy of the database, as it is at this moment, into a new file.</summary>
    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="BackupRefusedException">The file is there already, or there is no database, or it is damaged.</exception>
    public async Task<string> BackUpAsync(string file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        RefusePostgres($"pg_dump --format=custom --file={file} --dbname='…'");
        var target = Path.GetFullPath(file);
        if (Path.Exists(target))
        {
            throw new BackupRefusedException($"{target} is there already, and a backup overwrites nothing: give another name.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new BackupRefusedException($"There is no folder {Path.GetDirectoryName(target)}: make it, or give another one.");
        }

        if (!File.Exists(Live))
        {
            throw new BackupRefusedException($"There is no database {Live}: give the folder of the one that is meant with --data.");
        }

        var version = await SqliteCheck.VersionAsync(ReadOnly(Live), cancellationToken)
            ?? throw new BackupRefusedException(
                $"The database {Live} has no tables yet, so there is nothing to back up: "
                    + "start the server once, or give another folder with --data.");
        version.RefuseUnknown(Live);
        var part = Part(target);
        try
        {
            var movements = Copy(Live, part, "Copying", progress, cancellationToken);
            progress?.Report(new WorkProgress("Checking", 0, 0));
            if (Check(part) is { } fault)
            {
                throw new BackupRefusedException(
                    $"The database {Live} is damaged ({fault}), so there is no backup of it: restore an earlier one.");
            }

            Publish(part, target);
            return FormattableString.Invariant(
                $"Backed up {Live} into {target}: {new FileInfo(target).Length / 1048576.0:0.0} MiB, {movements:N0} movements, checked.");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_FULL)
        {
            throw new DatabasePreparationException(
                $"There is no room for {target}: free some space on its disk, or give another folder. No backup was made.", exception);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY)
        {
            // The database itself was read above.
            throw new DatabasePreparationException(
                $"{target} cannot be written: give this user the right to write to its folder, or give another one. No backup was made.",
                exception);
        }
        finally
        {
            Remove(part);
        }
    }

    /// <summary>
    /// Puts the content of a backup in the place of the database's, after it was checked and brought to the current schema.
    /// </summary>
    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="BackupRefusedException">The file is no backup, or cannot be restored now.</exception>
    public async Task<string> RestoreAsync(string file, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        RefusePostgres($"pg_restore --clean --if-exists --single-transaction --no-owner --dbname='…' {file}");
        var source = Path.GetFullPath(file);
        if (!File.Exists(source))
        {
            throw new BackupRefusedException($"There is no file {source}: give the path of a backup.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Live)!);
        var part = Part(Live);
        try
        {
            var movements = await PrepareAsync(source, part, progress, cancellationToken);
            var former = File.Exists(Live) ? await ReplaceAsync(part, progress, cancellationToken) : Place(part);
            return FormattableString.Invariant($"Restored {source} into {Live}: {movements:N0} movements, checked. {former}").TrimEnd();
        }
        finally
        {
            Remove(part);
        }
    }

    // The checks and the upgrade are of a copy: what fails leaves both files as they are.
    private static async Task<long> PrepareAsync(
        string source, string part, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            Copy(source, part, "Reading", progress, cancellationToken, countMovements: false);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            throw new BackupRefusedException($"{source} is no database of SQLite, or a damaged one: give another backup.", exception);
        }

        progress?.Report(new WorkProgress("Checking", 0, 0));
        if (Check(part) is { } fault)
        {
            throw new BackupRefusedException($"{source} is damaged ({fault}): give another backup.");
        }

        var version = await SqliteCheck.VersionAsync(ReadOnly(part), cancellationToken)
            ?? throw new BackupRefusedException($"{source} is no backup of this program's database: give another file.");
        version.RefuseUnknown(source);
        await new DatabaseMigration(
            new IndhCoopsContextFactory(new DatabaseOptions(DatabaseKind.Sqlite, $"Data Source={part};Pooling=False")))
            .MigrateAsync(cancellationToken);
        using var prepared = Open(part, SqliteOpenMode.ReadWrite);
        return SqliteCheck.Movements(prepared);
    }

    private async Task<string> ReplaceAsync(string part, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var stamp = FormattableString.Invariant($"{clock.GetUtcNow():yyyyMMdd-HHmmss}");
        var former = Path.Combine(Path.GetDirectoryName(Live)!, $"{Path.GetFileNameWithoutExtension(Live)}-before-restore-{stamp}.db");
        try
        {
            await OverwriteAsync(part, former, progress, cancellationToken);
            return $"What was there before is in {former}.";
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            Remove(former);
            if (FileUsers.Others(Live) is { Count: > 0 } users)
            {
                throw new BackupRefusedException(
                    $"The database {Live} is damaged, and {string.Join(" and ", users)} has it open: end that, and restore again.",
                    exception);
            }

            // A copy, so that whenever this is killed there is a file under the database's name: a server that finds none makes a new one.
            var damaged = $"{Live}.damaged-{stamp}";
            foreach (var companion in Companions.Prepend("").Where(companion => File.Exists(Live + companion)))
            {
                File.Copy(Live + companion, damaged + companion);
            }

            return $"{Place(part)}The damaged one that was there is {damaged}.";
        }
    }

    // Programs that use the database go on: for them somebody has changed all of it in one transaction.
    private async Task OverwriteAsync(string part, string former, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        using var source = Open(part, SqliteOpenMode.ReadOnly);
        using var target = Open(Live, SqliteOpenMode.ReadWrite);
        SqliteCheck.Scalar(target, "pragma journal_mode = wal"); // Others may read it to the end.
        using var copy = SqliteCopy.Begin(source, target);
        await LockAsync(copy, cancellationToken);

        // Locked against writes from here on, so the copy is complete.
        var keeping = FormattableString.Invariant($"{Live}.{Environment.ProcessId}.former.part");
        try
        {
            Copy(Live, keeping, "Keeping what is there", progress, cancellationToken, countMovements: false);
            Publish(keeping, former);
        }
        finally
        {
            Remove(keeping);
        }

        copy.Run("Restoring", progress, cancellationToken);
    }

    private async Task LockAsync(SqliteCopy copy, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var nextWord = Silence;
        while (!copy.TryLock())
        {
            var waited = clock.GetElapsedTime(started);
            if (waited >= Patience)
            {
                throw new BackupRefusedException(
                    $"Another program has been writing to {Live} for {Patience.TotalMinutes:0} minutes: {Users()}. "
                        + "End it, and restore again.");
            }

            if (waited >= nextWord)
            {
                Waiting((int)waited.TotalSeconds, Users());
                nextWord = waited + Silence;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private string Users() => FileUsers.Others(Live) is { Count: > 0 } users ? string.Join(" and ", users) : "one that this one cannot see";

    // What an earlier database left beside its file would be taken for changes of this one.
    private string Place(string part)
    {
        foreach (var companion in Companions)
        {
            File.Delete(Live + companion);
        }

        Publish(part, Live, overwrite: true);
        return "";
    }

    private static long Copy(
        string from,
        string to,
        string step,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken,
        bool countMovements = true)
    {
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        using var target = Open(to, SqliteOpenMode.ReadWriteCreate);
        using (var copy = SqliteCopy.Begin(source, target))
        {
            copy.Run(step, progress, cancellationToken);
        }

        SqliteCheck.Scalar(target, "pragma journal_mode = delete"); // One file, without companions.
        return countMovements ? SqliteCheck.Movements(target) : 0;
    }

    private static string? Check(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        return SqliteCheck.FindFault(connection);
    }

    // To the disk before it gets its name: after a power cut there is the whole file or none.
    private static void Publish(string part, string target, bool overwrite = false)
    {
        using (var file = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(part, target, overwrite);
    }

    // The file while it is made. Those of processes that were killed go.
    private static string Part(string target)
    {
        foreach (var left in Directory.GetFiles(Path.GetDirectoryName(target)!, $"{Path.GetFileName(target)}.*.part*"))
        {
            if (Path.GetFileName(left)[(Path.GetFileName(target).Length + 1)..].Split('.') is [var process, ..]
                && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && !IsRunning(id))
            {
                File.Delete(left);
            }
        }

        return FormattableString.Invariant($"{target}.{Environment.ProcessId}.part");
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(string file)
    {
        foreach (var companion in Companions.Prepend(""))
        {
            File.Delete(file + companion);
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static DatabaseOptions ReadOnly(string file) =>
        new(
            DatabaseKind.Sqlite,
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);

    private void RefusePostgres(string instead)
    {
        if (database.Kind == DatabaseKind.PostgreSql)
        {
            throw new BackupRefusedException($"This database is PostgreSQL, which has its own tools for that: {instead}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for {Seconds} s to restore the database: {Others} writes to it")]
    private partial void Waiting(int seconds, string others);
}
