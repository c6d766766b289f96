using System.Data.Common;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>PostgreSQL: a server, with sessions, locks on rows and tables, and many writers.</summary>
internal sealed class PostgresProvider : DatabaseProvider
{
    public static PostgresProvider Instance { get; } = new();

    public override DatabaseKind Kind => DatabaseKind.PostgreSql;

    public override string SystemName => "postgresql";

    public override IStorageFormats Formats { get; } = new PostgresFormats();

    public override LedgerSql Ledger { get; } = new PostgresLedgerSql();

    public override DatabaseLocks Locks { get; } = new PostgresLocks();

    public override BulkLoad Bulk { get; } = new PostgresBulkLoad();

    public override StrikeRun Strikes { get; } = new PostgresStrikeRun();

    public override SchemaUpgrade Upgrade { get; } = new PostgresUpgrade();

    public override DatabaseFailures Failures { get; } = new PostgresFailures();

    public override Func<IndhCoopsContext> Contexts(DatabaseOptions database)
    {
        var options = new DbContextOptionsBuilder<PostgresIndhCoopsContext>()
            .UseNpgsql(database.Settings().ConnectionString, EnterBy(database)).Options;
        return () => new PostgresIndhCoopsContext(options);
    }

    public override DatabaseOptions WithPool(DatabaseOptions database, int connections)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, connections);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        return database with { ConnectionString = settings.ConnectionString };
    }

    public override string Place(DbConnection connection) => $"{connection.Database} at {connection.DataSource}";

    // Only where it is needed: a configured data source makes pools of its own.
    private static Action<NpgsqlDbContextOptionsBuilder>? EnterBy(DatabaseOptions database) =>
        database.IsEnteredByToken() ? postgres => postgres.ConfigureDataSource(source => source.UseTokens(database)) : null;
}
