using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.Property(grant => grant.Id).ValueGeneratedNever();
        builder.HasOne(grant => grant.Cooperative).WithMany(cooperative => cooperative.Grants).HasForeignKey("CooperativeId").IsRequired();
        builder.HasOne(grant => grant.Project).WithMany(project => project.Grants).HasForeignKey("ProjectId");
        builder.HasOne(grant => grant.Programme).WithMany(programme => programme.Grants).HasForeignKey("ProgrammeCode");
        builder.Navigation(grant => grant.Movements).UsePropertyAccessMode(PropertyAccessMode.Field);

        builder.Property<string>("ReferenceSearch").HasDefaultValue("");
        builder.HasIndex("Reference").HasFilter("reference is not null");
        builder.HasIndex("UpdatedAt").HasFilter("updated_at is not null");
        builder.HasIndex("CooperativeId", "Id");
        builder.HasIndex("CooperativeId", "AwardedOn", "Id");
        builder.HasIndex("ProjectId", "Id");
        builder.HasIndex("ProgrammeCode", "Id");
        builder.HasIndex("Amount", "Id");
        builder.HasIndex("AwardedOn", "Id");
        builder.ToTable(table => table.HasCheckConstraint("ck_grants_amount", "amount >= 0"));
    }
}
