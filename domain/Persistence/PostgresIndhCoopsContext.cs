using IndhCoops.Domain.Persistence.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IndhCoops.Domain.Persistence;

/// <summary>The domain in PostgreSQL.</summary>
public sealed class PostgresIndhCoopsContext(DbContextOptions<PostgresIndhCoopsContext> options) : IndhCoopsContext(options)
{
    internal override IStorageFormats Formats { get; } = new PostgresFormats();

    /// <summary>Makes contexts for the migration tools.</summary>
    public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresIndhCoopsContext>
    {
        /// <inheritdoc/>
        public PostgresIndhCoopsContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresIndhCoopsContext>().UseNpgsql("Host=localhost").Options);
    }
}
