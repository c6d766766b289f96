using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class ProvinceConfiguration : IEntityTypeConfiguration<Province>
{
    public void Configure(EntityTypeBuilder<Province> builder)
    {
        builder.HasKey(province => province.Code);
        builder.HasOne(province => province.Region).WithMany(region => region.Provinces).IsRequired();
        builder.HasIndex(province => province.Name).IsUnique();
        builder.ToTable(table => table.HasCheckConstraint("ck_provinces_population", "population >= 0"));
    }
}
