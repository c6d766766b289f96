using System.Data.Common;
using IndhCoops.Domain.Databases.Sqlite;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IndhCoops.GraphQL.Tests.Outages;

/// <summary>Contexts on a SQLite file which a test may keep from growing: SQLite then says what it says on a full disk.</summary>
internal sealed class LimitedContexts : IDbContextFactory<IndhCoopsContext>
{
    private readonly DbContextOptions<SqliteIndhCoopsContext> _options;

    public LimitedContexts(DatabaseOptions database) =>
        _options = new DbContextOptionsBuilder<SqliteIndhCoopsContext>().UseSqlite(database.ConnectionString)
            .AddInterceptors(new Limit(this)).Options;

    /// <summary>Whether the file may not grow.</summary>
    public bool IsFull { get; set; }

    public IndhCoopsContext CreateDbContext() => new SqliteIndhCoopsContext(_options);

    private sealed class Limit(LimitedContexts contexts) : DbConnectionInterceptor
    {
        private const int SqliteMost = 1_073_741_823;

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"pragma max_page_count = {(contexts.IsFull ? 1 : SqliteMost)}"; // One is taken for as many as there are.
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
