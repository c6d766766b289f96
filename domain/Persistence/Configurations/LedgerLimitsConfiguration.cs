using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class LedgerLimitsConfiguration : IEntityTypeConfiguration<LedgerLimits>
{
    public void Configure(EntityTypeBuilder<LedgerLimits> builder)
    {
        builder.Property(limits => limits.Id).ValueGeneratedNever();
        builder.ToTable(table => table.HasCheckConstraint("ck_ledger_limits_one_row", "id = 1"));
        builder.ToTable(
            table => table.HasCheckConstraint("ck_ledger_limits_days_ahead", $"days_ahead between 0 and {LedgerLimits.MostDaysAhead}"));
    }
}
