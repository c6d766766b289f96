using System.Data.Common;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Upgrading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>Upgrades a database that other sessions may be using.</summary>
internal sealed class PostgresUpgrade : SchemaUpgrade
{
    // A session that holds a table holds up everybody who comes after this one: better to step back, and to say so.
    private const string StepBack = "set local lock_timeout = '2s'";

    public override Task CheckSettingsAsync(DatabaseOptions database, CancellationToken cancellationToken) =>
        PostgresPooler.RefuseUntoldAsync(database, cancellationToken);

    /// <summary>Earlier versions lock the history of migrations against readers, too.</summary>
    public override async Task<SchemaVersion> ReadVersionAsync(
        IndhCoopsContext context, WriteTurn turn, CancellationToken cancellationToken)
    {
        if (!await context.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken))
        {
            return await SchemaVersion.ReadAsync(context, cancellationToken);
        }

        while (true)
        {
            try
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                await BeginChangesAsync(context, cancellationToken);
                return await SchemaVersion.ReadAsync(context, cancellationToken);
            }
            catch (PostgresException exception) when (IsHeldUp(exception))
            {
                await turn.WaitAsync(cancellationToken);
            }
        }
    }

    public override async Task CreateAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process that starts at the same time was quicker.
        }
    }

    public override Task BeginChangesAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(StepBack, cancellationToken);

    public override bool IsHeldUp(Exception? exception) => exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    // 42 is about what a statement names, 23 about constraints.
    public override bool IsOfMigration(DbException exception) => exception is PostgresException server
        && (IsHeldUp(server)
            || server.SqlState.StartsWith("42", StringComparison.Ordinal)
            || server.SqlState.StartsWith("23", StringComparison.Ordinal));

    public override string ReasonOf(DbException exception) =>
        exception is PostgresException server ? server.MessageText : exception.Message;
}
