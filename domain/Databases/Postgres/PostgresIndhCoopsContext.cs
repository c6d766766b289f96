using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>The domain in PostgreSQL.</summary>
public sealed class PostgresIndhCoopsContext(DbContextOptions<PostgresIndhCoopsContext> options) : IndhCoopsContext(options)
{
    internal override DatabaseProvider Provider => PostgresProvider.Instance;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // The order in which movements were recorded, whatever the clocks of the servers show. SQLite needs no column for it: it has the
        // rowid.
        modelBuilder.Entity<Movement>().Property<long>("Entry").HasColumnName("entry").UseIdentityByDefaultColumn();
        Provider.Ledger.AddExpressions(modelBuilder);
        modelBuilder.Entity<Movement>().ToTable(table =>
            table.HasCheckConstraint("ck_movements_reference", "length(reference) between 1 and 100 and reference = btrim(reference)"));

        // SQLite has the same by triggers.
        modelBuilder.Entity<Cooperative>().ToTable(table => table.HasCheckConstraint("ck_cooperatives_ice", "ice ~ '^[0-9]{15}$'"));
        // Compared as a number: as text, the day would depend on the session's DateStyle.
        modelBuilder.Entity<StruckMonth>().ToTable(
            table => table.HasCheckConstraint("ck_struck_months_first_day", "extract(day from month) = 1"));

        // Balances have no foreign keys here: checking them row by row takes as long as summing the ledger. A strike takes province and
        // programme from cooperatives and grants, which have such keys, and which no one deletes while they have movements. A relation of
        // which the constraint's name is null has none.
        foreach (var relation in modelBuilder.Entity<Balance>().Metadata.GetForeignKeys())
        {
            relation.SetAnnotation(RelationalAnnotationNames.Name, null);
        }
    }

    /// <summary>Makes contexts for the migration tools.</summary>
    public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresIndhCoopsContext>
    {
        /// <inheritdoc/>
        public PostgresIndhCoopsContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresIndhCoopsContext>().UseNpgsql("Host=localhost").Options);
    }
}
