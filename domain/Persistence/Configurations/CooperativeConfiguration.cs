using IndhCoops.Domain.Cooperatives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class CooperativeConfiguration : IEntityTypeConfiguration<Cooperative>
{
    public void Configure(EntityTypeBuilder<Cooperative> builder)
    {
        builder.Property(cooperative => cooperative.Id).ValueGeneratedNever();
        builder.HasOne(cooperative => cooperative.Province)
            .WithMany(province => province.Cooperatives)
            .HasForeignKey("ProvinceCode")
            .IsRequired();
        builder.HasOne(cooperative => cooperative.ValueChain).WithMany(chain => chain.Cooperatives).HasForeignKey("ValueChainCode");
        builder.HasCollectionThrough(cooperative => cooperative.Movements, movement => movement.Grant.Cooperative);
        builder.Property<string>("NameSearch");
        foreach (var text in (string[])["NameArabic", "RegisterNumber", "Ice", "LegalForm"])
        {
            builder.Property<string>($"{text}Search").HasDefaultValue("");
        }

        builder.Property<string>("ReferenceSearch").HasDefaultValue("");
        builder.HasIndex("Reference").HasFilter("reference is not null");
        builder.HasIndex("UpdatedAt").HasFilter("updated_at is not null");

        builder.HasIndex("NameSearch", "Id");
        builder.HasIndex("ProvinceCode", "NameSearch", "Id");
        builder.HasIndex("ProvinceCode", "Id");
        builder.HasIndex("ValueChainCode", "Id");
        builder.HasIndex("FoundedYear", "Id");
        builder.HasIndex("DataSource", "NameSearch", "Id");
        builder.ToTable(table => table.HasCheckConstraint("ck_cooperatives_founded_year", "founded_year between 1900 and 2100"));
    }
}
