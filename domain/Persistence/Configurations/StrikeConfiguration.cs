using IndhCoops.Domain.Balances;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class StrikeConfiguration :
    IEntityTypeConfiguration<Strike>, IEntityTypeConfiguration<StruckMonth>, IEntityTypeConfiguration<UnstruckMovement>
{
    public void Configure(EntityTypeBuilder<Strike> builder)
    {
        builder.HasKey(strike => strike.Number);
        builder.Property(strike => strike.Number).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<StruckMonth> builder) => builder.HasKey(month => month.Month);

    public void Configure(EntityTypeBuilder<UnstruckMovement> builder)
    {
        builder.HasKey(mark => mark.MovementId);
        builder.Property(mark => mark.MovementId).ValueGeneratedNever();
    }
}
