using IndhCoops.Domain.Cooperatives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class ObservationConfiguration : IEntityTypeConfiguration<Observation>
{
    public void Configure(EntityTypeBuilder<Observation> builder)
    {
        builder.Property(observation => observation.Id).ValueGeneratedNever();
        builder.HasOne(observation => observation.Cooperative)
            .WithMany(cooperative => cooperative.Observations)
            .HasForeignKey("CooperativeId")
            .IsRequired();
        builder.Property<string>("ReferenceSearch").HasDefaultValue("");
        builder.HasIndex("Reference").HasFilter("reference is not null");
        builder.HasIndex("UpdatedAt").HasFilter("updated_at is not null");
        builder.HasIndex("CooperativeId", "Id");
    }
}
