using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IndhCoops.Domain.Persistence;

/// <summary>The domain in SQLite.</summary>
public sealed class SqliteIndhCoopsContext(DbContextOptions<SqliteIndhCoopsContext> options) : IndhCoopsContext(options)
{
    internal override IStorageFormats Formats { get; } = new SqliteFormats();

    /// <summary>Makes contexts for the migration tools.</summary>
    public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteIndhCoopsContext>
    {
        /// <inheritdoc/>
        public SqliteIndhCoopsContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteIndhCoopsContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
