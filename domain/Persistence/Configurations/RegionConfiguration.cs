using IndhCoops.Domain.Territory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class RegionConfiguration : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> builder)
    {
        builder.HasKey(region => region.Code);
        builder.HasIndex(region => region.Name).IsUnique();
        builder.HasCollectionThrough(region => region.Cooperatives, cooperative => cooperative.Province.Region);
        builder.ToTable(table => table.HasCheckConstraint("ck_regions_population", "population >= 0 and population2014 >= 0"));
    }
}
