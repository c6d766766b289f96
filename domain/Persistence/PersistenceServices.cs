using IndhCoops.Domain.Balances;
using IndhCoops.Domain.DemoLedger;
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
    public static IServiceCollection AddIndhCoopsDatabase(this IServiceCollection services, DatabaseOptions database)
    {
        var contexts = new IndhCoopsContextFactory(database);
        contexts.BeginModel();
        return services
            .AddOptions()
            .AddSingleton(database)
            .AddSingleton<IDbContextFactory<IndhCoopsContext>>(contexts)
            .AddSingleton<DatabaseMigration>()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ReferenceDataLoader>()
            .AddSingleton<DemoLedgerLoader>()
            .AddSingleton<MovementRecorder>()
            .AddSingleton<LedgerCheck>()
            .AddSingleton<BalanceStriker>()
            .AddSingleton<DueReports>();
    }
}
