using System.Data;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Functions.Reporting;

/// <summary>A transaction in which every query sees the database as the first one saw it.</summary>
internal static class ReadSnapshot
{
    public static async Task<IDbContextTransaction> BeginSnapshotAsync(this IndhCoopsContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);

        // A deferred transaction of SQLite takes no lock that a writer would wait for.
        return context.Database.GetDbConnection() is SqliteConnection sqlite
            ? (await context.Database.UseTransactionAsync(sqlite.BeginTransaction(deferred: true), cancellationToken))!
            : await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
    }
}
