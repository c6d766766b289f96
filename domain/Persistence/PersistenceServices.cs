using IndhCoops.Domain.Balances;
using IndhCoops.Domain.DemoLedger;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Domain.Persistence;

/// <summary>Registers the domain's database.</summary>
public static class PersistenceServices
{
    /// <summary>Registers contexts, migration, reference data and the demonstration ledger for a database.</summary>
    public static IServiceCollection AddIndhCoopsDatabase(this IServiceCollection services, DatabaseOptions database) => services
        .AddSingleton(database)
        .AddSingleton<IDbContextFactory<IndhCoopsContext>, IndhCoopsContextFactory>()
        .AddSingleton<DatabaseMigration>()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ReferenceDataLoader>()
        .AddSingleton<DemoLedgerLoader>()
        .AddSingleton<BalanceStriker>()
        .AddSingleton<DueReports>();
}
