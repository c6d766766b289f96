using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.Property(project => project.Id).ValueGeneratedNever();
        builder.HasOne(project => project.Province).WithMany(province => province.Projects).HasForeignKey("ProvinceCode").IsRequired();
        builder.HasOne(project => project.Cooperative).WithMany(cooperative => cooperative.Projects).HasForeignKey("CooperativeId");
        builder.HasOne(project => project.Programme).WithMany(programme => programme.Projects).HasForeignKey("ProgrammeCode");
        builder.Property<string>("TitleSearch");
        builder.Property<string>("ReferenceSearch").HasDefaultValue("");
        builder.HasIndex("Reference").HasFilter("reference is not null");
        builder.HasIndex("UpdatedAt").HasFilter("updated_at is not null");

        builder.HasIndex("ProvinceCode", "Id");
        builder.HasIndex("CooperativeId", "Id");
        builder.HasIndex("ProgrammeCode", "Id");
        builder.HasIndex("TitleSearch", "Id");
        builder.HasIndex("TotalCost", "Id");
        builder.HasIndex("ApprovedOn", "Id");
        builder.ToTable(table => table.HasCheckConstraint("ck_projects_total_cost", "total_cost >= 0"));
    }
}
