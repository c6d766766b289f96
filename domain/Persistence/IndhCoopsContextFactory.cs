using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace IndhCoops.Domain.Persistence;

/// <summary>Makes contexts on the configured database.</summary>
public sealed class IndhCoopsContextFactory(DatabaseOptions database) : IDbContextFactory<IndhCoopsContext>
{
    private readonly DbContextOptions<SqliteIndhCoopsContext> _sqlite =
        new DbContextOptionsBuilder<SqliteIndhCoopsContext>().UseSqlite(database.ConnectionString).Options;

    private readonly DbContextOptions<PostgresIndhCoopsContext> _postgres =
        new DbContextOptionsBuilder<PostgresIndhCoopsContext>().UseNpgsql(database.ConnectionString, EnterBy(database)).Options;

    /// <inheritdoc/>
    public IndhCoopsContext CreateDbContext() => database.Kind switch
    {
        DatabaseKind.Sqlite => new SqliteIndhCoopsContext(_sqlite),
        DatabaseKind.PostgreSql => new PostgresIndhCoopsContext(_postgres),
        _ => throw new NotSupportedException($"There is no mapping for {database.Kind}."),
    };

    /// <summary>
    /// Begins to make the model and what EF Core needs around it, a large part of a start, while others go on. Whoever needs it then waits for it, or finds the fault that it has.
    /// </summary>
    public void BeginModel() => _ = Task.Run(() =>
    {
        using var context = CreateDbContext();
        return context.Model;
    });

    // Only where it is needed: a configured data source makes pools of its own.
    private static Action<NpgsqlDbContextOptionsBuilder>? EnterBy(DatabaseOptions database) =>
        database.Kind == DatabaseKind.PostgreSql && EntraTokens.AreNeeded(new NpgsqlConnectionStringBuilder(database.ConnectionString))
            ? postgres => postgres.ConfigureDataSource(source => source.UseEntraTokens())
            : null;
}
