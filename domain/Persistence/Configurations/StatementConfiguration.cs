using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class StatementConfiguration : IEntityTypeConfiguration<Statement>
{
    public void Configure(EntityTypeBuilder<Statement> builder)
    {
        builder.Property(statement => statement.Id).ValueGeneratedNever();
        builder.HasOne(statement => statement.Province).WithMany(province => province.Statements);
        builder.HasOne(statement => statement.Programme).WithMany(programme => programme.Statements);
        builder.ToTable(table => table.HasCheckConstraint("ck_statements_period", "\"from\" <= \"to\""));
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_statements_figures",
            "projects >= 0 and cooperatives >= 0 and total_cost >= 0 and indh_contribution >= 0 and beneficiaries >= 0 and jobs >= 0"));
    }
}
