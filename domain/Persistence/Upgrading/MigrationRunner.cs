using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndhCoops.Domain.Persistence.Upgrading;

/// <summary>
/// Applies migrations within the transaction that is under way, all or none. EF Core's own way commits several times in the middle of a
/// migration of SQLite, and guards it by a row that a killed process leaves behind.
/// </summary>
internal sealed class MigrationRunner(IndhCoopsContext context)
{
    // A large table may take long; what holds it up is waited for by others.
    private const int Timeout = 3600;

    private readonly IMigrationsAssembly _migrations = context.GetService<IMigrationsAssembly>();
    private readonly IHistoryRepository _history = context.GetService<IHistoryRepository>();
    private readonly IMigrationsSqlGenerator _generator = context.GetService<IMigrationsSqlGenerator>();
    private readonly IModelRuntimeInitializer _models = context.GetService<IModelRuntimeInitializer>();

    /// <summary>Makes the table of applied migrations where it is missing.</summary>
    public Task MakeHistoryAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(_history.GetCreateIfNotExistsScript(), cancellationToken);

    public async Task ApplyAsync(string id, CancellationToken cancellationToken)
    {
        var migration = _migrations.CreateMigration(_migrations.Migrations[id], context.Database.ProviderName!);
        foreach (var command in _generator.Generate(migration.UpOperations, _models.Initialize(migration.TargetModel)))
        {
            await ExecuteAsync(command.CommandText, cancellationToken);
        }

        await ExecuteAsync(_history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())), cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        command.CommandTimeout = Timeout;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
