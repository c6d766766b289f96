using IndhCoops.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class PhasePeriodConfiguration : IEntityTypeConfiguration<PhasePeriod>
{
    public void Configure(EntityTypeBuilder<PhasePeriod> builder)
    {
        builder.HasKey(period => period.Phase);
        builder.ToTable(table => table.HasCheckConstraint("ck_phase_periods_years", "start_year <= end_year"));
        builder.ToTable(table => table.HasCheckConstraint("ck_phase_periods_envelope", "envelope >= 0"));
    }
}
