using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndhCoops.Domain.Persistence.Configurations;

internal sealed class MovementConfiguration : IEntityTypeConfiguration<Movement>
{
    public void Configure(EntityTypeBuilder<Movement> builder)
    {
        builder.Property(movement => movement.Id).ValueGeneratedNever();
        builder.HasOne(movement => movement.Grant).WithMany(grant => grant.Movements).HasForeignKey("GrantId").IsRequired();
        builder.HasIndex("GrantId", "EffectiveOn", "Id");
        builder.HasIndex("EffectiveOn", "Id");

        // Every strike of balances asks for the first commitment of each grant.
        builder.HasIndex("GrantId", "EffectiveOn").HasFilter("kind = 'COMMITMENT'");
        // A reference is looked for in its grant, and in the whole ledger; most movements have none.
        builder.HasIndex("Reference", "GrantId").IsUnique().HasFilter("reference is not null");
        builder.Property<string>("ReferenceSearch").HasDefaultValue("");
        builder.Property<string>("DocumentSearch").HasDefaultValue("");
        builder.Property<string>("ReasonSearch").HasDefaultValue("");

        // A movement is taken back once.
        builder.HasOne(movement => movement.Reverses).WithMany(movement => movement.ReversedBy).HasForeignKey("ReversesId");
        builder.HasIndex("ReversesId").IsUnique().HasFilter("reverses_id is not null");
        builder.HasExpression(movement => movement.SignedAmount, LedgerSql.Signed);
        builder.ToTable(table => table.HasCheckConstraint("ck_movements_amount", "amount > 0 or (kind = 'AMENDMENT' and amount <> 0)"));
    }
}
