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
        builder.ComplexProperty(statement => statement.Computed).IsRequired();
        builder.ComplexProperty(statement => statement.Gap, gap =>
        {
            gap.Property(figures => figures.Projects).HasComputedColumnSql("projects - computed_projects", stored: true);
            gap.Property(figures => figures.Cooperatives).HasComputedColumnSql("cooperatives - computed_cooperatives", stored: true);
            gap.Property(figures => figures.TotalCost).HasComputedColumnSql("total_cost - computed_total_cost", stored: true);
            gap.Property(figures => figures.IndhContribution)
                .HasComputedColumnSql("indh_contribution - computed_indh_contribution", stored: true);
        });
        builder.ToTable(table => table.HasCheckConstraint("ck_statements_period", "\"from\" <= \"to\""));
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_statements_figures",
            "projects >= 0 and cooperatives >= 0 and total_cost >= 0 and indh_contribution >= 0 and beneficiaries >= 0 and jobs >= 0"));
    }
}
