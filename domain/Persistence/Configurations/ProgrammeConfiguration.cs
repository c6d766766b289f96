using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class ProgrammeConfiguration : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.HasKey(programme => programme.Code);
        builder.Property(programme => programme.Aliases);
        builder.ToTable(table => table.HasCheckConstraint("ck_programmes_years", "start_year <= end_year"));
        builder.ToTable(table => table.HasCheckConstraint("ck_programmes_envelope", "envelope >= 0"));
    }
}
