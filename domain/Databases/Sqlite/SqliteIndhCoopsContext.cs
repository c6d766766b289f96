using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>The domain in SQLite.</summary>
public sealed class SqliteIndhCoopsContext(DbContextOptions<SqliteIndhCoopsContext> options) : IndhCoopsContext(options)
{
    internal override DatabaseProvider Provider => SqliteProvider.Instance;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        var movements = modelBuilder.Entity<Movement>();
        Provider.Ledger.AddExpressions(modelBuilder);

        // SQLite can add no foreign key to a table that there is: a trigger holds a movement to the one that it takes back.
        movements.Metadata.GetForeignKeys().Single(key => key.PrincipalEntityType == key.DeclaringEntityType).SetAnnotation(
            RelationalAnnotationNames.Name, null);
        modelBuilder.Entity<StruckMonth>().ToTable(
            table => table.HasCheckConstraint("ck_struck_months_first_day", "substr(cast(month as text), 9, 2) = '01'"));

        // SQLite takes this index for a page of a province sorted by name, and then sorts the whole province: ten times as
        // slow as by the index that holds the names in order. PostgreSQL chooses well, and uses both.
        var cooperatives = modelBuilder.Entity<Cooperative>().Metadata;
        cooperatives.RemoveIndex(
            cooperatives.GetIndexes().Single(
                index => index.Properties.Select(property => property.Name).SequenceEqual(["ProvinceCode", "Id"])));
    }

    /// <summary>Makes contexts for the migration tools.</summary>
    public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteIndhCoopsContext>
    {
        /// <inheritdoc/>
        public SqliteIndhCoopsContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteIndhCoopsContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
