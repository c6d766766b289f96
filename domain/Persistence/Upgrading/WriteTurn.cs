using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SQLitePCL;

namespace IndhCoops.Domain.Persistence.Upgrading;

/// <summary>
/// A turn to change the whole database: one process has it at a time, the others wait and say for whom. It is a transaction and ends with the
/// process however that ends, so there is nothing that a killed process could leave behind.
/// </summary>
/// <param name="context">The database.</param>
/// <param name="purpose">What is to be done, such as "upgrade the database".</param>
/// <param name="patience">How long to wait for others.</param>
/// <param name="logger">Where to say so.</param>
internal sealed partial class WriteTurn(IndhCoopsContext context, string purpose, TimeSpan patience, ILogger? logger)
{
    /// <summary>How long a start waits for another one: a large demonstration, or an upgrade of a large table, takes some minutes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // "INDH" in ASCII, within the database: https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS.
    private const string Key = "1229865032";
    private const string TryLock = $"select pg_try_advisory_xact_lock({Key})";

    // Versions before this one lock the history of migrations instead.
    private const string LockHistory = """
        do $$ begin
            if to_regclass('"__EFMigrationsHistory"') is not null then
                lock table "__EFMigrationsHistory" in row exclusive mode nowait;
            end if;
        end $$
        """;

    private const string Sessions = $"""
        select 'session ' || a.pid || coalesce(' of ' || host(a.client_addr), '') || ' since ' || to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC'
            || case when a.application_name <> '' then ' (' || a.application_name || ')' else '' end
        from pg_stat_activity a
        where a.datname = current_database() and a.pid <> pg_backend_pid() and exists (
            select 1 from pg_locks l where l.pid = a.pid and l.granted and (
                l.locktype = 'advisory' and l.classid = 0 and l.objid = {Key} and l.objsubid = 1
                or l.locktype = 'relation' and l.relation = to_regclass('"__EFMigrationsHistory"') and l.mode in ('AccessExclusiveLock', 'ExclusiveLock')))
        order by a.pid
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger ?? NullLogger.Instance;
    private readonly Stopwatch _waited = Stopwatch.StartNew();
    private TimeSpan _nextWord = TimeSpan.FromSeconds(1);

    /// <summary>Waits for the turn; the transaction is the turn.</summary>
    /// <exception cref="DatabasePreparationException">Patience is at an end.</exception>
    public async Task<IDbContextTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryBeginAsync(cancellationToken) is { } transaction)
            {
                return transaction;
            }

            await WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits a moment before another try, and says so every few seconds.</summary>
    /// <param name="others">Who has the turn; null to find out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DatabasePreparationException">Patience is at an end.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken, string? others = null)
    {
        if (_waited.Elapsed >= patience)
        {
            throw new DatabasePreparationException(
                $"It took too long to wait for a turn to {purpose}: {others ?? await OthersAsync(cancellationToken)}. Nothing was changed. End that, and start again. The database is {context.Place()}.");
        }

        if (_waited.Elapsed >= _nextWord)
        {
            Waiting(purpose, others ?? await OthersAsync(cancellationToken), (int)_waited.Elapsed.TotalSeconds);
            _nextWord = _waited.Elapsed + Silence;
        }

        await Task.Delay(Pause, cancellationToken);
    }

    /// <summary>Runs what SQLite refuses while somebody else writes, as soon as it lets it.</summary>
    /// <exception cref="DatabasePreparationException">Patience is at an end.</exception>
    public async Task RunOnSqliteAsync(string statement, CancellationToken cancellationToken)
    {
        while (!await TryAsync((SqliteConnection)context.Database.GetDbConnection(), () => context.Database.ExecuteSqlRawAsync(statement, cancellationToken)))
        {
            await WaitAsync(cancellationToken);
        }
    }

    private Task<IDbContextTransaction?> TryBeginAsync(CancellationToken cancellationToken) =>
        context.Database.GetDbConnection() is SqliteConnection sqlite ? TryBeginAsync(sqlite, cancellationToken) : TryLockAsync(cancellationToken);

    private async Task<IDbContextTransaction?> TryBeginAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        IDbContextTransaction? transaction = null;
        await TryAsync(connection, async () => transaction = await context.Database.BeginTransactionAsync(cancellationToken));
        return transaction;
    }

    private static async Task<bool> TryAsync(SqliteConnection connection, Func<Task> write)
    {
        // It would wait for its whole timeout in silence.
        var timeout = connection.DefaultTimeout;
        connection.DefaultTimeout = 1;
        try
        {
            await write();
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return false;
        }
        finally
        {
            connection.DefaultTimeout = timeout;
        }
    }

    private async Task<IDbContextTransaction?> TryLockAsync(CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (await ScalarAsync(TryLock, cancellationToken) is true)
            {
                await ScalarAsync(LockHistory, cancellationToken);
                return transaction;
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }

        await transaction.DisposeAsync();
        return null;
    }

    private async Task<string> OthersAsync(CancellationToken cancellationToken)
    {
        var others = new List<string>();
        if (context.Database.IsSqlite())
        {
            others.AddRange(FileUsers.Others(context.Database.GetDbConnection().DataSource));
        }
        else
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            await using var command = Command(Sessions);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                others.Add(reader.GetString(0));
            }
        }

        return others.Count > 0
            ? $"{string.Join(" and ", others)} {(others.Count == 1 ? "uses" : "use")} it"
            : "a program that this one cannot see uses it, of another user, in another container or on another machine";
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = (NpgsqlCommand)context.Database.GetDbConnection().CreateCommand();
        command.Transaction = (NpgsqlTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for {Seconds} s to {Purpose}: {Others}")]
    private partial void Waiting(string purpose, string others, int seconds);
}
