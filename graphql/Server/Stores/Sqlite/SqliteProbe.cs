using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SQLitePCL;

namespace IndhCoops.GraphQL.Stores.Sqlite;

/// <summary>
/// Looks at the file of the database and at the disk below it. One file has one server: where it cannot be written, nobody else can take
/// over, and being out of service is the only thing that an operator is sure to see.
/// </summary>
internal sealed class SqliteProbe(DatabaseOptions database, SeenOutages outages, TimeProvider clock) : DatabaseProbe, IDisposable
{
    // About what a movement takes with its journal. Files on a disk are made of such pieces.
    private const int ProbeBytes = 64 * 1024;

    // ENOSPC, which .NET gives as it is.
    private const int NoSpaceLeft = 28;

    private static readonly TimeSpan CheckedFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(10);

    private readonly string _path = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
    private readonly SqliteFileIdentity _identity = new(database);
    private long? _checkedAt;

    public override string? Loss()
    {
        var (loss, isSuspect) = _identity.Look();
        if (!isSuspect || IsSound(CancellationToken.None))
        {
            return isSuspect ? null : loss;
        }

        outages.Add(DatabaseOutage.Damaged);
        return loss;
    }

    public override Task CheckAsync(CancellationToken cancellationToken) => !File.Exists(_path) || IsSound(cancellationToken)
        ? Task.CompletedTask
        : throw new SqliteException("database disk image is malformed", raw.SQLITE_CORRUPT);

    public override Task SettleAsync(CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        connection.Ask("pragma wal_checkpoint(truncate)");
        return Task.CompletedTask;
    }

    public override Task<HealthCheckResult> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Fault(cancellationToken) is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy(Ready));

    public void Dispose() => _identity.Dispose();

    private string? Fault(CancellationToken cancellationToken)
    {
        try
        {
            return Loss() is not null ? "the file of the database was removed or replaced"
                : outages.IsDamaged && !IsMended(cancellationToken) ? "the database is damaged"
                : IsReadOnly() ? "the database is read-only"
                : WriteFault();
        }
        catch (SqliteException exception)
        {
            return DatabaseOutages.Of(exception) switch
            {
                DatabaseOutage.Busy => "the database is locked by another program",
                DatabaseOutage.Damaged or null => "the database is damaged",
                DatabaseOutage.Full => "the disk of the database is full",
                DatabaseOutage.ReadOnly => "the database is read-only",
                _ => "the database cannot be reached",
            };
        }
    }

    // On a new connection, which sees the file as it is now; a pooled one may hold a file that was replaced.
    private bool IsReadOnly()
    {
        using var connection = database.Open();
        connection.Ask("select count(*) from loaded_data");
        return raw.sqlite3_db_readonly(connection.Handle, "main") == 1;
    }

    private string? WriteFault()
    {
        try
        {
            using var probe = new FileStream(
                $"{_path}-probe-{Environment.ProcessId}",
                FileMode.Create,
                FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete,
                0,
                FileOptions.DeleteOnClose);
            probe.Write(new byte[ProbeBytes]);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.HResult == NoSpaceLeft ? "the disk of the database is full" : "the folder of the database is read-only";
        }
    }

    private bool IsMended(CancellationToken cancellationToken)
    {
        if (_checkedAt is { } at && clock.GetElapsedTime(at) < BetweenChecks)
        {
            return false;
        }

        _checkedAt = clock.GetTimestamp();
        if (!IsSound(cancellationToken))
        {
            return false;
        }

        outages.FoundSound();
        return true;
    }

    // A large file is looked at as far as the time goes: a start does not wait for gigabytes to be read.
    private bool IsSound(CancellationToken cancellationToken)
    {
        using var connection = database.Open(SqliteOpenMode.ReadOnly);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = deadline.Token.Register(() => raw.sqlite3_interrupt(connection.Handle));
        deadline.CancelAfter(CheckedFor);
        try
        {
            return connection.Ask("pragma quick_check(1)") is "ok";
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_INTERRUPT or raw.SQLITE_CORRUPT)
        {
            return exception.SqliteErrorCode == raw.SQLITE_INTERRUPT;
        }
    }
}
