using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace IndhCoops.Domain.Persistence;

/// <summary>Makes contexts on the configured database.</summary>
public sealed class IndhCoopsContextFactory(DatabaseOptions database) : IDbContextFactory<IndhCoopsContext>
{
    // Of the other database nothing is even loaded.
    private readonly Func<IndhCoopsContext> _create = database.Kind switch
    {
        DatabaseKind.Sqlite => Sqlite(database.ConnectionString),
        DatabaseKind.PostgreSql => PostgreSql(database),
        _ => throw new NotSupportedException($"There is no mapping for {database.Kind}."),
    };

    /// <inheritdoc/>
    public IndhCoopsContext CreateDbContext() => _create();

    /// <summary>
    /// Begins to make the model and what EF Core needs around it, a large part of a start, while others go on. Whoever needs it then waits for it, or finds the fault that it has.
    /// </summary>
    public void BeginModel() => _ = Task.Run(() =>
    {
        using var context = CreateDbContext();
        return context.Model;
    });

    private static Func<SqliteIndhCoopsContext> Sqlite(string connectionString)
    {
        var options = new DbContextOptionsBuilder<SqliteIndhCoopsContext>().UseSqlite(connectionString).AddInterceptors(new SqliteFileGuard()).Options;
        return () => new SqliteIndhCoopsContext(options);
    }

    private static Func<PostgresIndhCoopsContext> PostgreSql(DatabaseOptions database)
    {
        var options = new DbContextOptionsBuilder<PostgresIndhCoopsContext>().UseNpgsql(database.Settings().ConnectionString, EnterBy(database)).Options;
        return () => new PostgresIndhCoopsContext(options);
    }

    // Only where it is needed: a configured data source makes pools of its own.
    private static Action<NpgsqlDbContextOptionsBuilder>? EnterBy(DatabaseOptions database) =>
        EntraTokens.AreNeeded(new NpgsqlConnectionStringBuilder(database.ConnectionString))
            ? postgres => postgres.ConfigureDataSource(source => source.UseEntraTokens())
            : null;
}
