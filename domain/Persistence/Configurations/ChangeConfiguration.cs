using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class ChangeConfiguration
    : IEntityTypeConfiguration<Change>, IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<OfficeReference>
{
    public void Configure(EntityTypeBuilder<Change> builder)
    {
        builder.Property(change => change.Id).ValueGeneratedNever();
        builder.HasOne(change => change.Import).WithMany().HasForeignKey("ImportId");
        builder.HasIndex("At", "Id");
        builder.HasIndex("RowId", "At");
        builder.HasIndex("ImportId", "Id");
    }

    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.Property(import => import.Id).ValueGeneratedNever();
        builder.HasIndex("ImportedAt", "Id");
        builder.HasIndex("Sha256");
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_imports_rows", "new_rows >= 0 and changed_rows >= 0 and same_rows >= 0 and refused_rows >= 0 and length(sha256) = 64"));
    }

    public void Configure(EntityTypeBuilder<OfficeReference> builder)
    {
        builder.HasKey("Type", "ProvinceCode", "Reference");
        builder.ToTable(table =>
            table.HasCheckConstraint(
                "ck_office_references_reference", "length(reference) between 1 and 100 and reference = trim(reference)"));
    }
}
