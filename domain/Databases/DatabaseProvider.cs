using System.Data.Common;
using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.Domain.Databases.Sqlite;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Domain.Databases;

/// <summary>
/// A kind of database: everything that differs between SQLite and PostgreSQL, one part for each concern. Each kind has a folder here;
/// another one is another folder, a value of <see cref="DatabaseKind"/> and an entry in <see cref="Of"/>.
/// </summary>
internal abstract class DatabaseProvider
{
    /// <summary>Every provider, for exceptions: they do not say which database they come from.</summary>
    public static IEnumerable<DatabaseProvider> All => Enum.GetValues<DatabaseKind>().Select(Of);

    public abstract DatabaseKind Kind { get; }

    /// <summary>The name of the database in OpenTelemetry's conventions.</summary>
    public abstract string SystemName { get; }

    /// <summary>How values are stored.</summary>
    public abstract IStorageFormats Formats { get; }

    /// <summary>SQL about the ledger.</summary>
    public abstract LedgerSql Ledger { get; }

    /// <summary>Transactions, locks and how long to wait for them.</summary>
    public abstract DatabaseLocks Locks { get; }

    /// <summary>Writing many rows.</summary>
    public abstract BulkLoad Bulk { get; }

    /// <summary>Striking balances.</summary>
    public abstract StrikeRun Strikes { get; }

    /// <summary>Creating and upgrading the schema.</summary>
    public abstract SchemaUpgrade Upgrade { get; }

    /// <summary>What the driver's exceptions mean.</summary>
    public abstract DatabaseFailures Failures { get; }

    /// <summary>The provider of a kind of database. The assemblies of the others are not loaded.</summary>
    public static DatabaseProvider Of(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => SqliteProvider.Instance,
        DatabaseKind.PostgreSql => PostgresProvider.Instance,
        _ => throw new NotSupportedException($"There is no provider for {kind}."),
    };

    public abstract Func<IndhCoopsContext> Contexts(DatabaseOptions database);

    /// <summary>The database with at most so many connections, where the kind of database limits them.</summary>
    public virtual DatabaseOptions WithPool(DatabaseOptions database, int connections) => database;

    /// <summary>Where a database is, as far as that is no secret.</summary>
    public abstract string Place(DbConnection connection);
}
