using System.Diagnostics;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>A transaction that writes locks the whole file, so there are no finer locks to take.</summary>
internal sealed class SqliteLocks : DatabaseLocks
{
    /// <summary>A deferred transaction takes no lock that a writer would wait for.</summary>
    public override async Task<IDbContextTransaction> BeginSnapshotAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        return (await context.Database.UseTransactionAsync(Connection(context).BeginTransaction(deferred: true), cancellationToken))!;
    }

    public override async Task<IDbContextTransaction?> TryBeginTurnAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        IDbContextTransaction? transaction = null;
        await TryWriteAsync(context, async () => transaction = await context.Database.BeginTransactionAsync(cancellationToken));
        return transaction;
    }

    public override Task<IReadOnlyList<string>> FindHoldersAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        Task.FromResult(FileUsers.Others(Connection(context).DataSource));

    /// <summary>Waiting for a turn here holds no thread; waiting for another process's lock does.</summary>
    public override async Task<IDisposable?> BoundWriterAsync(
        IndhCoopsContext context, SemaphoreSlim turn, TimeSpan wait, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        if (!await turn.WaitAsync(wait, cancellationToken))
        {
            throw new SqliteException("The database is locked.", raw.SQLITE_BUSY);
        }

        BoundStatements(context, wait - Stopwatch.GetElapsedTime(begun));
        return new Turn(turn);
    }

    public override void BoundStatements(IndhCoopsContext context, TimeSpan wait)
    {
        // At least a second: 0 means for ever.
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        Connection(context).DefaultTimeout = seconds;
        context.Database.SetCommandTimeout(seconds);
    }

    /// <summary>Tries a write for a moment, in place of the connection's whole timeout. False where another process writes.</summary>
    public static async Task<bool> TryWriteAsync(IndhCoopsContext context, Func<Task> write)
    {
        var connection = Connection(context);
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

    private static SqliteConnection Connection(IndhCoopsContext context) => (SqliteConnection)context.Database.GetDbConnection();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
