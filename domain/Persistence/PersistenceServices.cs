using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Databases.Sqlite.Backups;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Domain.Persistence;

/// <summary>Registers the domain's database.</summary>
public static class PersistenceServices
{
    /// <summary>Registers contexts, migration, reference data, the demonstration ledger and what writes to them for a database.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">The database.</param>
    /// <param name="poolSize">How many connections to PostgreSQL contexts may have; null for what the connection string says.</param>
    public static IServiceCollection AddIndhCoopsDatabase(this IServiceCollection services, DatabaseOptions database, int? poolSize = null)
    {
        var contexts = new IndhCoopsContextFactory(poolSize is { } size ? database.Provider.WithPool(database, size) : database);
        contexts.BeginModel();
        return services.AddSingleton(database).AddSingleton<IDbContextFactory<IndhCoopsContext>>(contexts).AddWork();
    }

    /// <summary>
    /// Registers the same for a database that is chosen when it is first needed, so that a wrong setting fails the work and not the start.
    /// </summary>
    public static IServiceCollection AddIndhCoopsDatabase(
        this IServiceCollection services, Func<IServiceProvider, DatabaseOptions> choose) => services
        .AddSingleton(choose)
        .AddSingleton<IDbContextFactory<IndhCoopsContext>, IndhCoopsContextFactory>()
        .AddWork();

    private static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddOptions()
        .AddSingleton<DatabaseMigration>()
        .AddSingleton<SqliteBackup>()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ReferenceDataLoader>()
        .AddSingleton<DemoLedgerLoader>()
        .AddSingleton<MovementRecorder>()
        .AddSingleton<CooperativeEntry>()
        .AddSingleton<ProjectEntry>()
        .AddSingleton<LedgerCheck>()
        .AddSingleton<BalanceStriker>()
        .AddSingleton<DueReports>();
}
