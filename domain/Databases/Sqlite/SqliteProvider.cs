using System.Data.Common;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>SQLite: a file of its own, with one writer at a time.</summary>
internal sealed class SqliteProvider : DatabaseProvider
{
    public static SqliteProvider Instance { get; } = new();

    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    public override string SystemName => "sqlite";

    public override IStorageFormats Formats { get; } = new SqliteFormats();

    public override LedgerSql Ledger { get; } = new SqliteLedgerSql();

    public override DatabaseLocks Locks { get; } = new SqliteLocks();

    public override BulkLoad Bulk { get; } = new SqliteBulkLoad();

    public override StrikeRun Strikes { get; } = new SqliteStrikeRun();

    public override SchemaUpgrade Upgrade { get; } = new SqliteUpgrade();

    public override DatabaseFailures Failures { get; } = new SqliteFailures();

    public override Func<IndhCoopsContext> Contexts(DatabaseOptions database)
    {
        var options = new DbContextOptionsBuilder<SqliteIndhCoopsContext>()
            .UseSqlite(database.ConnectionString)
            .AddInterceptors(new SqliteFileGuard()).Options;
        return () => new SqliteIndhCoopsContext(options);
    }

    public override string Place(DbConnection connection) => Path.GetFullPath(connection.DataSource);
}
