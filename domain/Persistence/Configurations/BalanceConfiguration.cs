using IndhCoops.Domain.Balances;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class BalanceConfiguration : IEntityTypeConfiguration<Balance>
{
    public void Configure(EntityTypeBuilder<Balance> builder)
    {
        builder.HasOne(balance => balance.Province).WithMany(province => province.Balances).HasForeignKey("ProvinceCode").IsRequired();
        builder.HasOne(balance => balance.Programme).WithMany(programme => programme.Balances).HasForeignKey("ProgrammeCode");
        builder.ComplexProperty(balance => balance.YearToDate).IsRequired();
        builder.ComplexProperty(balance => balance.PhaseToDate).IsRequired();
        builder.HasIndex("Month", "Id");
        builder.HasIndex("ProvinceCode", "Id");
        builder.HasIndex("ProgrammeCode");
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_balances_adds_up", "opening + committed + amended - disbursed + refunded - cancelled = closing"));
    }
}
