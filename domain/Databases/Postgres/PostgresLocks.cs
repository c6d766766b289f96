using System.Data;
using System.Globalization;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>Locks of transactions. Those of sessions would not do behind a pooler.</summary>
internal sealed class PostgresLocks : DatabaseLocks
{
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

    private const string Since = "to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')";

    // Upgrading locks the table of the migrations.
    private const string OfMigrations =
        """
        l.locktype = 'relation' and l.relation = to_regclass('"__EFMigrationsHistory"')
        """;

    private const string Sessions = $"""
        select 'session ' || a.pid || coalesce(' of ' || host(a.client_addr), '') || ' since ' || {Since} || ' UTC'
            || case when a.application_name <> '' then ' (' || a.application_name || ')' else '' end
        from pg_stat_activity a
        where a.datname = current_database() and a.pid <> pg_backend_pid() and exists (
            select 1 from pg_locks l where l.pid = a.pid and l.granted and (
                l.locktype = 'advisory' and l.classid = 0 and l.objid = {Key} and l.objsubid = 1
                or {OfMigrations} and l.mode in ('AccessExclusiveLock', 'ExclusiveLock')))
        order by a.pid
        """;

    // The tables in the order in which an import locks them. Recording a movement locks its grant alone and does not wait for these.
    private const string LockEntries = "lock table cooperatives, projects, grants, observations in share row exclusive mode";

    // Recording a movement locks its grant first, so it and the import wait for each other: the ledger must not change between the import's
    // comparison and its writes.
    private const string LockGrants = "lock table grants in exclusive mode";

    public override Task<IDbContextTransaction> BeginSnapshotAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override async Task<IDbContextTransaction?> TryBeginTurnAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (await ScalarAsync(context, TryLock, cancellationToken) is true)
            {
                await ScalarAsync(context, LockHistory, cancellationToken);
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

    public override async Task<IReadOnlyList<string>> FindHoldersAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var sessions = new List<string>();
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = Command(context, Sessions);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            sessions.Add(reader.GetString(0));
        }

        return sessions;
    }

    /// <summary>A second later than the locks, which say why they are not given.</summary>
    public override void BoundStatements(IndhCoopsContext context, TimeSpan wait) =>
        context.Database.SetCommandTimeout(wait + TimeSpan.FromSeconds(1));

    public override Task BoundLocksAsync(IndhCoopsContext context, TimeSpan wait, CancellationToken cancellationToken)
    {
        var milliseconds = ((long)wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return context.Database.ExecuteSqlAsync($"select set_config('lock_timeout', {milliseconds}, true)", cancellationToken);
    }

    public override IQueryable<Grant> Grant(IndhCoopsContext context, Guid id) =>
        context.Grants.FromSql($"select * from grants where id = {id} for no key update");

    public override Task LockEntriesAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(LockEntries, cancellationToken);

    public override Task LockGrantsAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(LockGrants, cancellationToken);

    private static async Task<object?> ScalarAsync(IndhCoopsContext context, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(context, sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(IndhCoopsContext context, string sql)
    {
        var command = (NpgsqlCommand)context.Database.GetDbConnection().CreateCommand();
        command.Transaction = (NpgsqlTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
