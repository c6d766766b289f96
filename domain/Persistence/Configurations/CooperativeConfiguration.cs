using IndhCoops.Domain.Cooperatives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class CooperativeConfiguration : IEntityTypeConfiguration<Cooperative>
{
    public void Configure(EntityTypeBuilder<Cooperative> builder)
    {
        builder.Property(cooperative => cooperative.Id).ValueGeneratedNever();
        builder.HasOne(cooperative => cooperative.Province).WithMany(province => province.Cooperatives).HasForeignKey("ProvinceCode").IsRequired();
        builder.HasOne(cooperative => cooperative.ValueChain).WithMany(chain => chain.Cooperatives).HasForeignKey("ValueChainCode");
        builder.Property<string>("NameSearch");

        builder.HasIndex("NameSearch", "Id");
        builder.HasIndex("ProvinceCode", "NameSearch", "Id");
        builder.HasIndex("ProvinceCode", "Id");
        builder.HasIndex("ValueChainCode", "Id");
        builder.HasIndex("FoundedYear", "Id");
        builder.HasIndex("DataSource", "NameSearch", "Id");
        builder.ToTable(table => table.HasCheckConstraint("ck_cooperatives_founded_year", "founded_year between 1900 and 2100"));
    }
}
