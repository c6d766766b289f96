using System.Data;
using System.Diagnostics;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>A strike is the one writer.</summary>
internal sealed class SqliteStrikeRun : StrikeRun
{
    /// <summary>SQLite gives up waiting for the writer after half a minute, and another strike may take longer than that.</summary>
    public override async Task<IDbContextTransaction> BeginAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); ; cancellationToken.ThrowIfCancellationRequested())
        {
            try
            {
                return await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            }
            catch (SqliteException exception)
                when (exception.SqliteErrorCode == raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(started) < StrikeStatements.Timeout)
            {
                // Try again.
            }
        }
    }
}
